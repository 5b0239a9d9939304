import { expect, jest, test } from '@jest/globals'
import { beginChange, undoLatest } from './undo.ts'

const change = (undo: () => void) => beginChange().done('Changed.', 'Undo', undo)

test('undoes the latest change first, each once', () => {
  const undone: string[] = []
  change(() => undone.push('first'))
  change(() => undone.push('second'))
  expect([undoLatest(), undoLatest(), undoLatest()]).toEqual([true, true, false])
  expect(undone).toEqual(['second', 'first'])
})

test('undoes a pending change when it is done, and no earlier one instead', () => {
  const [earlier, latest] = [jest.fn(), jest.fn()]
  change(earlier)
  const { done } = beginChange()
  undoLatest()
  expect([earlier.mock.calls.length, latest.mock.calls.length]).toEqual([0, 0])
  done('Changed.', 'Undo', latest)
  expect([earlier.mock.calls.length, latest.mock.calls.length]).toEqual([0, 1])
  undoLatest()
  expect(earlier).toHaveBeenCalledTimes(1)
})

test('does not undo a failed change', () => {
  beginChange().failed()
  expect(undoLatest()).toBe(false)
})
