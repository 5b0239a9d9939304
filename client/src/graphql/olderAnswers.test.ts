import { describe, expect, test } from '@jest/globals'
import { Client, getOperationName, type Operation, type OperationResult } from '@urql/core'
import { pipe, subscribe } from 'wonka'
import { handServer } from '../../test/handServer.ts'
import { nextTurn } from '../../test/time.ts'
import { ThreadLog } from '../messages/threadLog.ts'
import { TicketRatingDocument } from '../ratings/ratings.generated.ts'
import { TicketSessionsDocument } from '../sessions/sessions.generated.ts'
import { TicketSectionsDocument } from '../tickets/sections.generated.ts'
import { TicketDetailsDocument } from '../tickets/tickets.generated.ts'
import { OlderAnswers } from './olderAnswers.ts'

/** A page with the conversation and the rating of a ticket, and a server whose answers are sent by hand. */
const openTicket = async (isOn = true) => {
  const { arriving, sent, server } = handServer(({ kind }) => kind !== 'teardown')
  const client = new Client({
    url: 'http://test/graphql',
    preferGetMethod: false,
    exchanges: [...(isOn ? [new OlderAnswers().exchange] : []), server],
  })
  const log = new ThreadLog(client, 't1')
  log.subscribe(() => undefined)
  let shown: boolean | undefined
  const details = pipe(
    client.query(TicketRatingDocument, { ticketId: 't1' }),
    subscribe(({ data }) => void (shown = data?.ticket?.viewerIsAskedToRate)),
  )
  const asked = (name: string) => sent.filter((operation) => getOperationName(operation.query) === name)
  const answered = new Set<Operation>()
  const open = (name: string) => asked(name).filter((operation) => !answered.has(operation))
  const arrive = async (name: string, data: object) => {
    const [operation] = name === 'TicketEvents' ? asked(name) : open(name)
    answered.add(operation!)
    arriving.next({ operation: operation!, data, stale: false, hasNext: name === 'TicketEvents' } as OperationResult)
    await nextTurn()
  }
  await nextTurn()
  return {
    ...{ shown: () => shown, leave: () => details.unsubscribe() },
    /** How many requests for the rating wait for an answer. */
    open: () => open('TicketRating').length,
    conversation: async (lastSeq: number) => {
      const timeline = { edges: [], pageInfo: { hasPreviousPage: false } }
      const ticket = { id: 't1', lastSeq, cursor: `at${lastSeq}`, timeline }
      await arrive('ThreadHead', { ticket })
    },
    rating: (lastSeq: number, viewerIsAskedToRate: boolean, id = 't1') => {
      return arrive('TicketRating', { ticket: { id, lastSeq, viewerIsAskedToRate } })
    },
    event: (lastSeq: number) =>
      arrive('TicketEvents', { ticketEvents: { cursor: `at${lastSeq}`, ticket: { id: 't1', lastSeq } } }),
  }
}

describe('a ticket that is resolved between the answers to two queries', () => {
  test.each([true, false])(
    'is asked for once more if its conversation is answered last (%s; without the exchange the old answer stays)',
    async (isOn) => {
      const { conversation, open, rating, shown } = await openTicket(isOn)
      await rating(4, false)
      await conversation(5)
      expect(open()).toBe(isOn ? 1 : 0)
      if (open()) await rating(5, true)
      expect([shown(), open()]).toEqual([isOn, 0])
    },
  )

  test('is asked for once more if its conversation is answered first', async () => {
    const { conversation, open, rating, shown } = await openTicket()
    await conversation(5)
    await rating(4, false)
    expect(open()).toBe(1)
    await rating(5, true)
    expect([shown(), open()]).toEqual([true, 0])
  })

  test('is asked for once more if its feed was faster than the answer', async () => {
    const { conversation, event, open, rating, shown } = await openTicket()
    await conversation(4)
    await event(5)
    await rating(4, false)
    expect(open()).toBe(1)
    // The feed is ahead of every answer: it is not asked for as long as somebody writes.
    await event(6)
    await rating(5, true)
    await event(7)
    expect([shown(), open()]).toEqual([true, 1])
    await rating(6, true)
    expect(open()).toBe(0)
  })
})

describe('nothing is asked for again', () => {
  test('if nothing has happened in between', async () => {
    const { conversation, event, open, rating } = await openTicket()
    await rating(5, false)
    await conversation(5)
    // The feed itself tells what this changes.
    await event(6)
    expect(open()).toBe(0)
  })

  test('if it is newer than the conversation', async () => {
    const { conversation, open, rating } = await openTicket()
    await rating(6, true)
    await conversation(5)
    expect(open()).toBe(0)
  })

  test('if it is of another ticket', async () => {
    const { conversation, open, rating } = await openTicket()
    await rating(1, false, 't2')
    await conversation(5)
    expect(open()).toBe(0)
  })

  test('if nobody shows it any longer', async () => {
    const { conversation, leave, open, rating } = await openTicket()
    await rating(4, false)
    leave()
    await conversation(5)
    expect(open()).toBe(0)
  })
})

test('every query of the details tells the last entry that it knows of', () => {
  const documents = [...[TicketDetailsDocument, TicketSectionsDocument, TicketRatingDocument, TicketSessionsDocument]]
  for (const { definitions } of documents) expect(JSON.stringify(definitions[0])).toContain('"value":"lastSeq"')
})
