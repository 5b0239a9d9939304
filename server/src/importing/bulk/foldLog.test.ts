import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { maintenanceDatabase, type MaintenanceDatabase } from '../../../test/maintenance.ts'
import { appendFact, emptyLog, type LogState, type PastFact } from './foldLog.ts'

let database: MaintenanceDatabase
beforeAll(async () => {
  database = await maintenanceDatabase()
  await database.client.query(`INSERT INTO users (id, name, email) VALUES ('${USER}', 'A', 'a@x.example')`)
})
afterAll(() => database.close())

const USER = '00000000-0000-4000-8000-000000000001'
const STATUSES = ['open', 'in_progress', 'resolved', 'closed'] as const
const step = fc.oneof(
  fc.record({ sender: fc.constantFrom('buyer', 'seller', 'agent', 'admin', 'system'), note: fc.boolean() }),
  fc.record({ to: fc.constantFrom(...STATUSES) }),
)
type Step = { sender: string; note: boolean } | { to: (typeof STATUSES)[number] }

test('a folded log equals what the triggers create from the same events', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
      const made = await byTriggers(steps as Step[])
      expect(byFolding(steps as Step[], made.ids)).toEqual(made.kept)
    }),
    { numRuns: 40 },
  )
})

const KEPT = [
  'status',
  'last_seq',
  'public_seq',
  'message_count',
  'public_message_count',
  'last_message_id',
  'public_last_message_id',
  'waiting_on',
]

async function byTriggers(steps: Step[]): Promise<{ kept: unknown[]; ids: (string | null)[] }> {
  const { client } = database
  const { rows } = await client.query(
    `INSERT INTO support_tickets (subject, requester_id) VALUES ('s', $1) RETURNING id`,
    [USER],
  )
  const ticket = rows[0].id
  const ids: (string | null)[] = []
  for (const one of steps)
    ids.push('to' in one ? await setStatus(ticket, one.to) : await say(ticket, one.sender, one.note))
  const kept = (
    await client.query(`SELECT *, resolved_at IS NOT NULL AS is_resolved FROM support_tickets WHERE id = $1`, [ticket])
  ).rows[0]
  return { kept: [...KEPT.map((name) => kept[name]), kept.is_resolved, kept.waiting_since !== null], ids }
}

async function say(ticket: string, sender: string, note: boolean): Promise<string> {
  const audience = note ? 'staff' : 'participants'
  const { rows } = await database.client.query(
    `INSERT INTO ticket_messages (id, ticket_id, sender_type, audience, body) VALUES (gen_random_uuid(), $1, $2, $3, 'x') RETURNING id`,
    [ticket, sender, audience],
  )
  await database.client.query(
    `INSERT INTO ticket_events (ticket_id, kind, audience, message_id, data) VALUES ($1, 'message_added', $2, $3, jsonb_build_object('sender', $4::text))`,
    [ticket, audience, rows[0].id, sender],
  )
  return rows[0].id
}

async function setStatus(ticket: string, to: string): Promise<null> {
  await database.client.query('UPDATE support_tickets SET status = $2 WHERE id = $1', [ticket, to])
  await database.client.query(
    `INSERT INTO ticket_events (ticket_id, kind, data) VALUES ($1, 'status_changed', jsonb_build_object('to', $2::text))`,
    [ticket, to],
  )
  return null
}

function byFolding(steps: Step[], ids: (string | null)[]): unknown[] {
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString()
  const state: LogState = emptyLog(at(0), 'open')
  steps.forEach((one, index) => {
    const said = 'sender' in one
    const fact: PastFact = {
      kind: said ? 'message_added' : 'status_changed',
      audience: said && one.note ? 'staff' : 'participants',
      actorId: null,
      messageId: ids[index]!,
      data: said ? { sender: one.sender } : { to: one.to },
      at: at(index + 1),
    }
    appendFact(state, 'ticket', fact)
  })
  const {
    status,
    lastSeq,
    publicSeq,
    messageCount,
    publicMessageCount,
    lastMessageId,
    publicLastMessageId,
    waitingOn,
  } = state
  const kept = [
    status,
    lastSeq,
    publicSeq,
    messageCount,
    publicMessageCount,
    lastMessageId,
    publicLastMessageId,
    waitingOn,
  ]
  return [...kept, state.resolvedAt !== null, state.waitingSince !== null]
}
