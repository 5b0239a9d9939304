import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { operationSeconds } from '../platform/metrics.ts'
import { inSpan, markFailed } from '../platform/tracing.ts'
import type { Context } from './context.ts'

/** The maximum length of an operation's own name in a span, in characters. */
const NAME_MAX = 100

/** Measures and traces each query and mutation, from its place in the queue to its commit. It has to be the last plugin, which wraps all others. */
export function useMeasurement(): Plugin<Context> {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const { operation, type } = labelsOf(args)
      const attributes = {
        'graphql.operation.type': type,
        'graphql.operation.name': args.operationName?.slice(0, NAME_MAX),
      }
      const execute = executeFn as (executed: ExecutionArgs) => Promise<ExecutionResult>
      setExecuteFn(async (executed: ExecutionArgs) => {
        const end = operationSeconds.startTimer({ operation, type })
        let outcome = 'error'
        try {
          const result = await inSpan(`${type} ${operation}`, attributes, async (span) => {
            const answer = await execute(executed)
            if (answer.errors?.length) markFailed(span)
            return answer
          })
          if (!result.errors?.length) outcome = 'ok'
          return result
        } finally {
          end({ outcome })
        }
      })
    },
  }
}

/** Clients choose the names of operations, so there may be any number; the fields of the schema are few. */
function labelsOf({ document, operationName, schema }: ExecutionArgs): { operation: string; type: string } {
  const node = getOperationAST(document, operationName)
  if (!node) return { operation: 'other', type: 'query' }
  const [first] = node.selectionSet.selections
  const name = first?.kind === 'Field' ? first.name.value : ''
  const isKnown = Object.hasOwn(schema.getRootType(node.operation)?.getFields() ?? {}, name)
  return { operation: isKnown ? name : 'other', type: node.operation }
}
