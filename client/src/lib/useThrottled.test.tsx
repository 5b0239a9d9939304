import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { cleanup, render } from '@testing-library/react'
import { useThrottled } from './useThrottled.ts'

const act = jest.fn()
const Watching = ({ changes, seen }: { changes: number; seen?: number }) => {
  useThrottled(changes, act, 500, seen)
  return null
}

beforeEach(() => void jest.useFakeTimers())
afterEach(() => {
  cleanup()
  jest.useRealTimers()
  jest.clearAllMocks()
})

test('continuous changes are handled regularly, including the last one', () => {
  const { rerender } = render(<Watching changes={0} />)
  // 42 changes in 15 seconds.
  for (let changes = 1; changes <= 42; changes++) {
    rerender(<Watching changes={changes} />)
    jest.advanceTimersByTime(357)
  }
  const during = act.mock.calls.length
  expect(during).toBeGreaterThan(15)
  expect(during).toBeLessThanOrEqual(30)
  jest.advanceTimersByTime(500)
  const afterwards = act.mock.calls.length
  jest.advanceTimersByTime(60_000)
  expect(act.mock.calls.length).toBe(afterwards)
})

test('ignores changes that were seen, and decreases', () => {
  const { rerender, unmount } = render(<Watching changes={3} seen={3} />)
  jest.advanceTimersByTime(1_000)
  expect(act).not.toHaveBeenCalled()
  rerender(<Watching changes={4} seen={3} />)
  unmount()
  jest.advanceTimersByTime(1_000)
  expect(act).not.toHaveBeenCalled()
})
