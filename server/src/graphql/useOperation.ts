import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { Operation, within } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { isConflict, retryConflict } from '../platform/database/retry.ts'
import type { Logger } from '../platform/log.ts'
import { takeDenials } from '../platform/requestScope.ts'
import type { Context } from './context.ts'
import { presentError } from './errors.ts'

/**
 * One GraphQL operation is one transaction under the viewer's identity, started at the first use of the database. A mutation
 * is all or nothing: if a field fails unexpectedly, nothing is written and `data` is null. The response is sent after the
 * commit. A mutation that failed because of a concurrent transaction is retried once. A reply may commit before its fields are read
 * (`commitAlong`).
 */
export function useOperation(pools: Pools, log: Logger): Plugin<Context> {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const context = args.contextValue as Context
      const { identity, requestId, isAbandoned } = context
      if (!identity) return
      const execute = executeFn as (executed: ExecutionArgs) => Promise<ExecutionResult>
      const writes = getOperationAST(args.document, args.operationName)?.operation === 'mutation'
      if (!writes)
        return setExecuteFn((executed: ExecutionArgs) =>
          read(new Operation(pools, identity, 'read', isAbandoned), () => execute(executed)),
        )
      setExecuteFn(async (executed: ExecutionArgs) => {
        try {
          return await retryConflict(() => {
            // Denials and loaded data of the first run are discarded with it.
            takeDenials()
            const contextValue = { ...context }
            return write(new Operation(pools, identity, 'write', isAbandoned), () =>
              execute({ ...executed, contextValue }),
            )
          })
        } catch (error) {
          return { data: null, errors: [presentError(error, requestId, log)] }
        }
      })
    },
  }
}

async function read(operation: Operation, execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
  try {
    return await within(operation, execute)
  } finally {
    // The outcome of a read's commit does not matter; the response need not wait for it.
    void operation.end('rollback')
  }
}

async function write(operation: Operation, execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
  try {
    const result = await within(operation, execute)
    const conflict = result.errors?.find(isConflict)
    if (conflict) throw conflict
    if (result.errors?.length) return { ...result, data: null }
    await operation.end('commit')
    return result
  } finally {
    await operation.end('rollback')
  }
}
