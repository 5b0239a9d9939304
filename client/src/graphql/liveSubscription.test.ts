import { describe, expect, it, jest } from '@jest/globals'
import type { Client } from '@urql/core'
import { makeSubject, type Subject } from 'wonka'
import { liveSubscription, liveVariables, type LiveCursor } from './liveSubscription.ts'

type Delivery = { cursor: string } | { reason: string }
type Result = { data?: { feed: Delivery } }

const setUp = () => {
  const streams: Subject<Result>[] = []
  const asked: { after: unknown; context: object }[] = []
  const client = {
    subscription: (_document: unknown, { after }: { after: unknown }, context: object) => {
      asked.push({ after, context })
      const stream = makeSubject<Result>()
      streams.push(stream)
      return stream.source
    },
  } as unknown as Client
  const cursor: LiveCursor = { current: 'c0' }
  const seen: string[] = []
  const resets: string[] = []
  const stop = liveSubscription<{ feed: Delivery }, { after?: string }>(client, {} as never, {}, cursor, {
    onDelivery: (step) => seen.push(step.cursor),
    onReset: (reason) => resets.push(reason),
  })
  const deliver = (feed: Delivery, stream = 0) => streams[stream]!.next({ data: { feed } })
  return { streams, asked, cursor, seen, resets, stop, deliver }
}

describe('a live subscription', () => {
  it('moves its cursor with each delivery, and a reconnect reads it again', () => {
    const { asked, cursor, seen, deliver } = setUp()
    deliver({ cursor: 'c1' })
    deliver({ cursor: 'c2' })
    expect(seen).toEqual(['c1', 'c2'])
    expect(cursor.current).toBe('c2')
    expect(liveVariables({ ticketId: 't', after: 'c0' }, asked[0]!.context)).toEqual({ ticketId: 't', after: 'c2' })
  })

  it('leaves the variables of other subscriptions alone', () => {
    expect(liveVariables({ after: 'c0' }, {})).toEqual({ after: 'c0' })
  })

  it('resumes from its cursor when the server ends the stream', () => {
    jest.useFakeTimers()
    const { streams, asked, seen, deliver } = setUp()
    deliver({ cursor: 'c7' })
    streams[0]!.complete()
    jest.advanceTimersByTime(1_000)
    expect(asked.map(({ after }) => after)).toEqual(['c0', 'c7'])
    deliver({ cursor: 'c8' }, 1)
    expect(seen).toEqual(['c7', 'c8'])
    jest.useRealTimers()
  })

  it('ends with a reset and reports it once', () => {
    jest.useFakeTimers()
    const { asked, seen, resets, deliver } = setUp()
    deliver({ reason: 'expired' })
    deliver({ cursor: 'c9' })
    jest.advanceTimersByTime(60_000)
    expect(resets).toEqual(['expired'])
    expect(seen).toEqual([])
    expect(asked).toHaveLength(1)
    jest.useRealTimers()
  })

  it('delivers nothing after it was stopped', () => {
    const { seen, stop, deliver } = setUp()
    stop()
    deliver({ cursor: 'c1' })
    expect(seen).toEqual([])
  })
})
