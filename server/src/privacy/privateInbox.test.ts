import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { eventually } from '../../test/eventually.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { followed, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'

// In a private desk, a change is read for the staff whom it concerns. Without polling, only hints bring it.
type Update = { tickets: { id: string }[]; removedIds: string[] }

let app: TestApp
let student: Actor, noah: Actor, ada: Actor, ruth: Actor
let stop: () => Promise<void>
const lists = new Map<Actor, { shown(id: string): boolean; removed(id: string): boolean; takeAll(): void }>()
beforeAll(async () => {
  app = await testApp({ jobs: false, polling: false })
  student = await app.actor('buyer', 'Mira')
  noah = await app.actor('agent', 'Noah')
  ada = await app.actor('agent', 'Ada')
  ruth = await app.actor('admin', 'Ruth')
  await app.sql(`UPDATE desk_settings SET privacy = 'participants'`)
  const clients = [noah, ada, ruth].map((who) => [who, wsClient(app, who)] as const)
  for (const [who, client] of clients) {
    const feed = await followed(
      client,
      'subscription { inboxEvents { ... on InboxUpdate { removedIds tickets { id snippet } } } }',
    )
    const updates = (): Update[] => feed.pending().map(({ data }) => data.inboxEvents)
    lists.set(who, {
      shown: (id) => updates().some(({ tickets }) => tickets.some((ticket) => ticket.id === id)),
      removed: (id) => updates().some(({ removedIds }) => removedIds.includes(id)),
      takeAll: () => void feed.pending().splice(0),
    })
  }
  stop = async () => {
    for (const [, client] of clients) await client.dispose()
  }
})
afterAll(async () => {
  await stop()
  await app.close()
})

/** Waits until these people are shown the ticket, and those have had it removed. */
async function expectLists(id: string, { shown = [], removed = [] }: { shown?: Actor[]; removed?: Actor[] }) {
  for (const who of shown) await eventually(`${who.id} is shown it`, () => lists.get(who)!.shown(id))
  for (const who of removed) await eventually(`it leaves the list of ${who.id}`, () => lists.get(who)!.removed(id))
  for (const list of lists.values()) list.takeAll()
}

test('a ticket is in all lists while it waits, and in those of who takes part from then on', async () => {
  const { id, number } = await openTicket(app, student, 'Exam nerves', 'I cannot sleep.')
  await expectLists(id, { shown: [noah, ada, ruth] })
  expect(codes(await mutate(app, noah, 'claim', { ticketId: id }))).toEqual([])
  await expectLists(id, { shown: [noah], removed: [ada, ruth] })
  await reply(app, student, id, 'Are you there?')
  await expectLists(id, { shown: [noah] })
  await reply(app, noah, id, '@Ada what do you think?', { audience: 'STAFF' })
  await expectLists(id, { shown: [noah, ada] })
  const asked = { ticketNumber: number, reason: 'A threat to life' }
  expect(codes(await mutate(app, ruth, 'requestEmergencyAccess', asked))).toEqual([])
  await expectLists(id, { shown: [noah, ada, ruth] })
  expect(codes(await mutate(app, noah, 'assign', { ticketId: id, agentId: gid('User', ada.id) }))).toEqual([])
  await expectLists(id, { shown: [ada, ruth], removed: [noah] })
  expect(codes(await mutate(app, ada, 'unclaim', { ticketId: id }))).toEqual([])
  await expectLists(id, { shown: [noah, ada, ruth] })
})
