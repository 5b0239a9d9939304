import type { ExecutionArgs, ExecutionResult } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { DirectAnswers } from '../statements/answers.ts'
import type { ReplyAnswers } from '../statements/replies.ts'
import type { Context } from './context.ts'

/**
 * Answers those trusted documents by one statement that have one; graphql-js executes the others, and whatever is out of the ordinary. What a
 * reply shows is read by one statement, too.
 */
export function useDirectAnswers(direct: DirectAnswers, replies: ReplyAnswers): Plugin<Context> {
  return {
    onExecute: ({ args, executeFn, setExecuteFn }) => {
      const execute = executeFn as (executed: ExecutionArgs) => Promise<ExecutionResult>
      if (replies.has(args.document)) setExecuteFn((executed: ExecutionArgs) => replies.answer(executed, execute))
      if (!direct.has(args.document)) return
      setExecuteFn(async (executed: ExecutionArgs) => (await direct.answer(executed)) ?? execute(executed))
    },
  }
}
