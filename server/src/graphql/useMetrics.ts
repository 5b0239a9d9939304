import { type ExecutionArgs, type ExecutionResult, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { operationSeconds } from '../platform/metrics.ts'
import type { Context } from './context.ts'

/** Measures each query and mutation, from its place in the queue to its commit. It has to be the first plugin that wraps the execution. */
export function useMetrics(): Plugin<Context> {
  return {
    onExecute: ({ args }) => {
      const labels = labelsOf(args)
      const end = operationSeconds.startTimer(labels)
      return {
        onExecuteDone: ({ result }) => {
          end({ outcome: (result as ExecutionResult).errors?.length ? 'error' : 'ok' })
        },
      }
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
