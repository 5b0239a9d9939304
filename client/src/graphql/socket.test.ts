import { describe, expect, it } from '@jest/globals'
import { retryDelay } from './socket.ts'

describe('the delay before a reconnect', () => {
  it('doubles up to five seconds', () => {
    const longest = [0, 1, 2, 3, 20].map((retries) => retryDelay(retries, () => 1))
    expect(longest).toEqual([400, 800, 1_600, 3_200, 5_000])
  })

  it('has jitter, so that clients do not reconnect at once', () => {
    expect(retryDelay(3, () => 0)).toBe(1_600)
    expect(retryDelay(3, () => 0.5)).toBe(2_400)
  })
})
