import type { ExecutionArgs, ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { DirectAnswers } from '../statements/answers.ts'
import type { Context } from './context.ts'

/** Answers those trusted documents by one statement that have one; graphql-js executes the others, and whatever is out of the ordinary. */
export function useDirectAnswers(direct: DirectAnswers): Plugin<Context> {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      if (!direct.has(args.document)) return
      const execute = executeFn as (executed: ExecutionArgs) => Promise<ExecutionResult>
      setExecuteFn(async (executed: ExecutionArgs) => (await direct.answer(executed)) ?? execute(executed))
    },
  }
}
