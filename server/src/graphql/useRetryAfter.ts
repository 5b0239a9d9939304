import type { ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Context } from './context.ts'

/** Repeats `retryAfter` of an error in the header Retry-After, for programs and proxies that know only HTTP. */
export function useRetryAfter(): Plugin<Context> {
  return {
    onExecute: ({ args }) => ({
      onExecuteDone: ({ result }) => {
        const seconds = ((result as ExecutionResult).errors ?? []).flatMap(({ extensions }) =>
          typeof extensions['retryAfter'] === 'number' ? [extensions['retryAfter']] : [],
        )
        if (seconds.length > 0) (args.contextValue as Context).setHeader?.('Retry-After', String(Math.max(...seconds)))
      },
    }),
  }
}
