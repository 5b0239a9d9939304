import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from '../platform/log.ts'
import { currentRequestId } from '../platform/requestScope.ts'
import { presentError } from './errors.ts'

/** Gives errors in a query's text their documented codes; Yoga masks later errors but not these. */
export function useShownErrors(log: Logger): Plugin {
  const shown = (error: unknown): GraphQLError => presentError(error, currentRequestId(), log)
  return {
    onParse:
      () =>
      ({ result, replaceParseResult }) => {
        if (result instanceof Error) replaceParseResult(shown(result) as never)
      },
    onValidate:
      () =>
      ({ valid, result, setResult }) => {
        if (!valid) setResult(result.map(shown))
      },
  }
}
