import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { Operation, within } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { Logger } from '../platform/log.ts'
import type { Context } from './context.ts'
import { presentError } from './errors.ts'

/**
 * One GraphQL operation = one transaction under the viewer's identity, taken at the first use of the database. A mutation
 * is all or nothing: where a field fails unexpectedly, nothing is written and `data` is null. Its answer goes out after
 * the commit.
 */
export function useOperation(pools: Pools, log: Logger): Plugin<Context> {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { identity, requestId } = args.contextValue as Context
      if (!identity) return
      const writes = getOperationAST(args.document, args.operationName)?.operation === 'mutation'
      setExecuteFn(async (executed: ExecutionArgs) => {
        const operation = new Operation(pools, identity, writes ? 'write' : 'read')
        const result = (await within(operation, () => executeFn(executed))) as ExecutionResult
        if (!writes) {
          // Nothing depends on how a read ends; the answer need not wait for it.
          void operation.end('rollback')
          return result
        }
        if (result.errors?.length) {
          await operation.end('rollback')
          return { ...result, data: null }
        }
        try {
          await operation.end('commit')
          return result
        } catch (error) {
          return { data: null, errors: [presentError(error, requestId, log)] }
        }
      })
    },
  }
}
