import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { participants } from '../../test/asking.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { send, upload } from '../../test/uploads.ts'
import { statusSql, whileLocked } from '../../test/whileLocked.ts'

let app: TestApp
let buyer: Actor, agent: Actor
let id: string
beforeAll(async () => {
  app = await testApp()
  buyer = await app.actor('buyer')
  agent = await app.actor('agent')
})
afterAll(() => app.close())
beforeEach(async () => {
  ;({ id } = await openTicket(app, buyer))
})

const set = (status: string) => app.sql(statusSql(uuidIn(id), 'open', status))
const state = async () => {
  const [row] = await app.sql<{ status: string; waiting_on: string | null }>(
    `select status, waiting_on from support_tickets where id = $1`,
    [uuidIn(id)],
  )
  const events = await app.sql<{ kind: string; data: any }>(
    `select kind, data from ticket_events where ticket_id = $1 order by seq`,
    [uuidIn(id)],
  )
  return { ...row!, history: events.map(({ kind, data: { from, to } }) => (to ? `${from} → ${to}` : kind)) }
}

test('a reply that races with closing the ticket reopens it', async () => {
  const sent = await whileLocked(app, statusSql(uuidIn(id), 'open', 'closed'), () =>
    reply(app, buyer, id, 'One more thing'),
  )
  expect(sent.errors).toEqual([])
  expect(await state()).toEqual({
    status: 'open',
    waiting_on: 'staff',
    history: ['message_added', 'open → closed', 'message_added', 'closed → open'],
  })
})

test('a reply that races with a reopening does not change the ticket again', async () => {
  await set('resolved')
  await whileLocked(app, statusSql(uuidIn(id), 'resolved', 'in_progress'), () =>
    reply(app, buyer, id, 'One more thing'),
  )
  expect(await state()).toEqual({
    status: 'in_progress',
    waiting_on: 'staff',
    history: ['message_added', 'open → resolved', 'resolved → in_progress', 'message_added'],
  })
})

test('two replies to a closed ticket reopen it once', async () => {
  await set('closed')
  await whileLocked(app, `select from support_tickets where id = '${uuidIn(id)}' for update`, () =>
    Promise.all(['One', 'Two', 'Three'].map((body) => reply(app, buyer, id, body))),
  )
  const { status, history } = await state()
  expect(status).toBe('open')
  expect(history.filter((what) => what === 'closed → open')).toHaveLength(1)
})

test('a staff reply that races with closing the ticket leaves it closed', async () => {
  await whileLocked(app, statusSql(uuidIn(id), 'open', 'closed'), () => reply(app, agent, id, 'Goodbye'))
  expect(await state()).toMatchObject({ status: 'closed', waiting_on: null })
})

test.each(['a message', 'a file'])('a participant who is removed while sending %s gets NOT_FOUND', async (what) => {
  const helper = await app.actor('seller')
  await participants(app, agent, 'addParticipant', { ticketId: id, userId: gid('User', helper.id) })
  const file = await upload(app, helper, Buffer.from('some text'), { filename: 'a.txt' })
  const removal = `
    update ticket_participants set left_at = now() where ticket_id = '${uuidIn(id)}';
    insert into ticket_events (ticket_id, kind, data) values ('${uuidIn(id)}', 'participant_removed', '{"userId": "${helper.id}"}')`
  const sent = await whileLocked<{ errors: object[] }>(app, removal, () =>
    what === 'a file' ? send(app, helper, id, [file.attachmentId]) : reply(app, helper, id, 'Hello'),
  )
  expect(sent.errors).toEqual([expect.objectContaining({ code: 'NOT_FOUND' })])
  expect((await state()).history.at(-1)).toBe('participant_removed')
})
