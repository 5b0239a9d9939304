import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { withClient } from '../src/platform/database/connect.ts'
import { logViolations } from './logInvariants.ts'
import { maintenanceDatabase, type MaintenanceDatabase } from './maintenance.ts'

let database: MaintenanceDatabase
beforeAll(async () => {
  database = await maintenanceDatabase()
  await database.client.query(SOUND)
})
afterAll(() => database.close())

// Two messages, a note and a reader, written through the triggers.
const TICKET = '00000000-0000-4000-8000-00000000000a'
const SOUND = `
  INSERT INTO users (id, name, email) VALUES ('${TICKET}', 'A', 'a@x.example');
  INSERT INTO support_tickets (id, subject, requester_id) VALUES ('${TICKET}', 's', '${TICKET}');
  INSERT INTO ticket_messages (id, ticket_id, sender_type, audience, body)
    SELECT ('00000000-0000-4000-8000-00000000000' || n)::uuid, '${TICKET}', 'agent', CASE n WHEN 2 THEN 'staff' ELSE 'participants' END::audience, 'x' FROM generate_series(1, 3) n;
  INSERT INTO ticket_events (ticket_id, kind, audience, message_id, data)
    SELECT ticket_id, 'message_added', audience, id, '{"sender": "agent"}' FROM ticket_messages ORDER BY id;
  INSERT INTO ticket_events (ticket_id, kind, data) VALUES ('${TICKET}', 'status_changed', '{"from": "in_progress", "to": "open"}');
  INSERT INTO read_markers VALUES ('${TICKET}', '${TICKET}', 2, 1, 2, 1)`

const happened = (kind: string, data: object) => `
  INSERT INTO ticket_events (ticket_id, actor_id, kind, data) VALUES ('${TICKET}', '${TICKET}', '${kind}', '${JSON.stringify(data)}')`
const message = (sender: string) => `
  INSERT INTO ticket_messages (id, ticket_id, author_id, sender_type, body) VALUES (gen_random_uuid(), '${TICKET}', '${TICKET}', '${sender}', 'x');
  INSERT INTO ticket_events (ticket_id, actor_id, kind, message_id, data)
    SELECT ticket_id, author_id, 'message_added', id, '{"sender": "${sender}"}' FROM ticket_messages WHERE author_id IS NOT NULL`

test('finds no violations in what the triggers write', async () => {
  expect(await logViolations(database.client)).toEqual([])
})

test.each([
  ['UPDATE ticket_events SET seq = 9 WHERE seq = 2', 'seq is not 1..n'],
  ['UPDATE ticket_events SET public_seq = NULL WHERE seq = 3', 'public_seq is not 1..n'],
  ['UPDATE ticket_events SET message_count = 7 WHERE seq = 3', 'an event counts the messages up to it wrong'],
  [
    `ALTER TABLE support_tickets DISABLE TRIGGER guard_assignee; UPDATE support_tickets SET assignee_id = '${TICKET}'`,
    'an open ticket is assigned to a person who is disabled or no longer staff',
  ],
  ['UPDATE support_tickets SET last_seq = 9', 'a ticket does not hold what its log adds up to'],
  ['UPDATE support_tickets SET public_message_count = 3', 'a ticket does not hold what its log adds up to'],
  ['UPDATE support_tickets SET last_message_id = NULL', 'a ticket does not hold what its log adds up to'],
  [
    `UPDATE support_tickets SET updated_at = now() - interval '1 hour'`,
    'updated_at is not the time of the newest event',
  ],
  [`UPDATE ticket_messages SET sender_type = 'buyer' WHERE id::text LIKE '%1'`, 'a message and its event do not agree'],
  ['DELETE FROM ticket_events WHERE seq = 3', 'a message and its event do not agree'],
  [`UPDATE support_tickets SET status = 'in_progress'`, 'the status is not the last one in the log'],
  [`UPDATE support_tickets SET resolved_at = now()`, 'the status is not the last one in the log'],
  [`UPDATE support_tickets SET waiting_on = 'staff'`, 'waiting_on or waiting_since does not match the log'],
  [
    `UPDATE support_tickets SET waiting_since = now() - interval '1 hour'`,
    'waiting_on or waiting_since does not match the log',
  ],
  ['UPDATE read_markers SET message_count = 1', 'a read marker counts the messages up to it wrong'],
  ['UPDATE read_markers SET seq = 99', 'a read marker counts the messages up to it wrong'],
  [`UPDATE support_tickets SET participant_ids = '{}'`, 'participant_ids are not the requester and the participants'],
  [`UPDATE support_tickets SET ticket_number = 'TC-1'`, 'a ticket number is not like TC-0001'],
  [happened('status_changed', { from: 'resolved', to: 'open' }), 'a change starts from a value that was not current'],
  [happened('status_changed', { from: 'open', to: 'open' }), 'a change starts from a value that was not current'],
  [
    happened('priority_changed', { from: 'low', to: 'high' }),
    'the priority, type or subject is not the last one in the log',
  ],
  [
    happened('type_changed', { from: 'problem', to: 'question' }),
    'the priority, type or subject is not the last one in the log',
  ],
  [happened('renamed', { from: 'A', to: 'B' }), 'the priority, type or subject is not the last one in the log'],
  [
    `SET LOCAL session_replication_role = replica; UPDATE support_tickets SET status = 'closed'`,
    'the kept counts are not those of the tickets',
  ],
  [
    `SET LOCAL session_replication_role = replica; UPDATE support_tickets SET tags = '{a}'`,
    'the kept counts of tags are not those of the tickets',
  ],
  [
    `SET LOCAL session_replication_role = replica; UPDATE support_tickets SET confidential = true`,
    'the kept counts are not those of the tickets',
  ],
  [
    `UPDATE support_tickets SET tags = '{a}'; SET LOCAL session_replication_role = replica; UPDATE support_tickets SET confidential = true`,
    'the kept counts of tags are not those of the tickets',
  ],
  [happened('tags_changed', { added: ['a'], removed: [] }), 'a tag is added that was there'],
  [happened('assigned', { assigneeId: TICKET }), 'the assignee is not the last one in the log'],
  [
    `${happened('claimed', { assigneeId: TICKET })}; ${happened('claimed', { assigneeId: TICKET })}; SET LOCAL session_replication_role = replica; UPDATE support_tickets SET assignee_id = id`,
    'a ticket was claimed from another assignee',
  ],
  [happened('assigned', { assigneeId: null, team: 'Elsewhere' }), 'the team is not the last one in the log'],
  [
    `${happened('participant_removed', { userId: TICKET })}; ${message('buyer')}`,
    'a former participant wrote in a ticket',
  ],
  [
    `INSERT INTO chat_requests (requester_id, ticket_id) VALUES ('${TICKET}', '${TICKET}')`,
    'a participant has a pending request',
  ],
  [
    `INSERT INTO screen_shares (ticket_id, sharer_id) VALUES ('${TICKET}', '${TICKET}')`,
    'a request or a screen share and its events do not agree',
  ],
  [
    `${happened('status_changed', { from: 'open', to: 'closed' })}; UPDATE support_tickets SET status = 'closed'; ${message('buyer')}`,
    'it was not reopened',
  ],
])('finds %s', async (harm, violation) => {
  await withClient(database.superuserUrl, 'parley test', async (client) => {
    await client.query('BEGIN')
    await client.query(harm)
    expect((await logViolations(client)).join('\n')).toContain(violation)
    await client.query('ROLLBACK')
  })
})
