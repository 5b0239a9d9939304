import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ask, decide, participants } from '../../test/asking.ts'
import { eventually } from '../../test/eventually.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { send, upload } from '../../test/uploads.ts'

let app: TestApp
let buyer: Actor, agent: Actor, admin: Actor
beforeAll(async () => {
  app = await testApp()
  ;[buyer, agent, admin] = [await app.actor('buyer'), await app.actor('agent'), await app.actor('admin')]
})
afterAll(() => app.close())

/** A word that occurs only in the conversation, and every table that contains it. */
const SECRET = 'xyzzy-4711'
async function tablesWithSecret(): Promise<string[]> {
  const tables = await app.sql<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename not like '\\_prisma%'`,
  )
  const found = await Promise.all(
    tables.map(async ({ name }) => {
      const rows = await app.sql(`select from ${name} t where t::text like '%${SECRET}%' limit 1`)
      return rows.length > 0 ? [name] : []
    }),
  )
  return found.flat().toSorted()
}

const run = async (who: Actor, field: string, type: string, input: object) => {
  const text = `mutation ($input: ${type}!) { ${field}(input: $input) { errors { code } } }`
  expect(await app.gql(who, text, { input })).toMatchObject({ data: { [field]: { errors: [] } } })
}

test('a deleted conversation leaves none of its text in any table', async () => {
  const { id } = await openTicket(app, buyer, 'A lamp', SECRET)
  const file = await upload(app, buyer, Buffer.from('text'), { filename: `${SECRET}.txt` })
  await send(app, buyer, id, [file.attachmentId])
  await reply(app, agent, id, SECRET, { audience: 'STAFF' })
  await run(agent, 'setNotes', 'SetNotesInput', { ticketId: id, notes: SECRET })
  const requester = await app.actor('seller')
  await participants(app, agent, 'addParticipant', { ticketId: id, userId: gid('User', requester.id) })
  await participants(app, requester, 'leaveTicket', { ticketId: id })
  const { request } = await ask(app, requester, { ticketId: id, reason: SECRET })
  await decide(app, agent, request.id, false, { note: SECRET })
  expect(await tablesWithSecret()).toEqual(['attachments', 'chat_request_words', 'ticket_messages', 'ticket_notes'])

  await run(admin, 'deleteConversation', 'TicketIdInput', { ticketId: id })
  await eventually('nothing is left', async () => (await tablesWithSecret()).length === 0)
  const kinds = await app.sql<{ kind: string; audience: string }>(
    `select kind, audience from ticket_events where ticket_id = $1 and actor_id = $2 order by seq`,
    [uuidIn(id), admin.id],
  )
  expect(kinds).toEqual([
    { kind: 'message_deleted', audience: 'participants' },
    { kind: 'message_deleted', audience: 'participants' },
    { kind: 'message_deleted', audience: 'staff' },
    { kind: 'notes_changed', audience: 'staff' },
  ])
})

test('deleting the first message of a live chat also deletes the request it was created from', async () => {
  const { request } = await ask(app, buyer, { reason: `A chat about the lamp\n${SECRET}` })
  await decide(app, agent, request.id, true)
  await run(admin, 'deleteMessage', 'DeleteMessageInput', { messageId: gid('Message', uuidIn(request.id)) })
  expect(await tablesWithSecret()).toEqual([])
})

test('a conversation without notes is deleted without an event about notes', async () => {
  const { id } = await openTicket(app, buyer)
  await run(admin, 'deleteConversation', 'TicketIdInput', { ticketId: id })
  const notes = await app.sql(`select from ticket_events where ticket_id = $1 and kind = 'notes_changed'`, [uuidIn(id)])
  expect(notes).toEqual([])
})
