import { describe, expect, it } from '@jest/globals'
import { CombinedError } from '@urql/core'
import { errorCode, isPassing, isUnauthenticated, limitMessage, requestId, retryAfterMs } from './errors.ts'

const failed = (extensions: object) => new CombinedError({ graphQLErrors: [{ message: 'no', extensions }] as never })

describe('errors', () => {
  it('have their code and the request id', () => {
    const error = failed({ code: 'INTERNAL_SERVER_ERROR', requestId: 'r-1' })
    expect(errorCode(error)).toBe('INTERNAL_SERVER_ERROR')
    expect(requestId(error)).toBe('r-1')
    expect(isPassing(error)).toBe(false)
  })

  it('distinguish signed-out users and transient failures', () => {
    expect(isUnauthenticated(failed({ code: 'UNAUTHENTICATED' }))).toBe(true)
    expect(isPassing(new CombinedError({ networkError: new Error('down') }))).toBe(true)
    expect(isPassing(failed({ code: 'SERVICE_UNAVAILABLE' }))).toBe(true)
    expect(isPassing(failed({ code: 'RATE_LIMITED', retryAfter: 1 }))).toBe(false)
  })

  it('say when to ask again after too many requests', () => {
    const error = failed({ code: 'RATE_LIMITED', retryAfter: 3 })
    expect([retryAfterMs(error), limitMessage(error)]).toEqual([3_000, 'no'])
    expect(retryAfterMs(failed({ code: 'RATE_LIMITED' }))).toBeUndefined()
    expect([retryAfterMs(failed({ code: 'BAD_USER_INPUT' })), limitMessage(undefined)]).toEqual([undefined, undefined])
  })
})
