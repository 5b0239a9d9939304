import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { act, cleanup } from '@testing-library/react'
import { useState } from 'react'
import { renderIn, silentClient, type TestClient } from '../../test/render.tsx'
import type { ThreadLog } from './threadLog.ts'
import { useReadTracking } from './useReadTracking.ts'

beforeEach(() => void jest.useFakeTimers())
afterEach(() => {
  cleanup()
  jest.useRealTimers()
})

test('marks messages as read even if they never pause for a second', async () => {
  const marked: number[] = []
  const mutation = (_document: unknown, { input }: { input: { seq: number } }) => ({
    toPromise: async () => {
      marked.push(input.seq)
      return { data: { markRead: { ticket: { id: 't1' } } } }
    },
  })
  const client = { ...silentClient, mutation } as unknown as TestClient
  const Reading = ({ seq }: { seq: number }) => {
    const [readSeq, setReadSeq] = useState(0)
    const [log] = useState({ markedRead: setReadSeq } as unknown as ThreadLog)
    useReadTracking({ log, ticketId: 't1', seq, readSeq, isAttentive: true })
    return null
  }
  const { rerender } = renderIn(<Reading seq={1} />, { client })
  for (let seq = 2; seq <= 20; seq++) {
    // One message after the other.
    await act(() => jest.advanceTimersByTimeAsync(400))
    rerender(<Reading seq={seq} />)
  }
  expect(marked.length).toBeGreaterThan(4)
  await act(() => jest.advanceTimersByTimeAsync(2_000))
  expect(marked.at(-1)).toBe(20)
})
