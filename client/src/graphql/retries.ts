import { composeExchanges, type Exchange } from '@urql/core'
import { retryExchange } from '@urql/exchange-retry'
import { isPassing } from './errors.ts'
import type { LateAnswers } from './lateAnswers.ts'

/**
 * Retries queries. Mutations are not retried here: the outbox retries messages safely. Late answers go below: a query that
 * is sent again before its retry is not retried, so of its two requests only one is answered above.
 */
export const retries = (late: LateAnswers): Exchange =>
  composeExchanges([
    retryExchange({
      initialDelayMs: 500,
      maxDelayMs: 8_000,
      maxNumberAttempts: 3,
      randomDelay: true,
      retryIf: (error, operation) => operation.kind === 'query' && isPassing(error),
    }),
    late.exchange,
  ])
