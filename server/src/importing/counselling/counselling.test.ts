import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { importDesk, type ImportDesk } from '../../../test/importing.ts'
import { idOf, timeOf, type Tables } from '../../../test/legacyTables.ts'
import { logViolations } from '../../../test/logInvariants.ts'
import { writeInsertDump } from '../../../test/sourceFiles.ts'

let desk: ImportDesk

beforeAll(async () => {
  desk = await importDesk()
})
afterAll(() => desk.close())

const [student, counselor, admin] = ['student', 'counselor', 'admin'].map(idOf) as [string, string, string]
const ticket = (
  name: string,
  status: string,
  claimed: string | null,
  link: string | null,
  at: string | null,
  minutes: number,
) => [
  ...[idOf(name), student, claimed, `About ${name}`, `Please help with ${name}.`, status, link, at, timeOf(minutes)],
]

const tables: Tables = {
  'public.profiles': {
    columns: ['id', 'email', 'full_name', 'role', 'created_at'],
    rows: [
      [student, 'student@uni.example', 'Sam Student', 'student', timeOf(-9)],
      [counselor, 'carla@uni.example', 'Carla Counselor', 'counselor', timeOf(-9)],
      [admin, 'admin@uni.example', 'Alex Admin', 'admin', timeOf(-9)],
    ],
  },
  'public.tickets': {
    columns: [
      'id',
      'student_id',
      'counselor_id',
      'title',
      'description',
      'status',
      'meet_link',
      'scheduled_at',
      'created_at',
    ],
    rows: [
      ticket('exams', 'open', null, null, null, 0),
      ticket('rent', 'in_progress', counselor, 'https://meet.google.com/abc-defg-hij', timeOf(60), 1),
      ticket('stress', 'completed', counselor, null, null, 2),
    ],
  },
  'public.ticket_messages': {
    columns: ['id', 'ticket_id', 'sender_id', 'content', 'created_at'],
    rows: [
      [idOf('m1'), idOf('rent'), counselor, 'When do you have time?', timeOf(5)],
      [idOf('m2'), idOf('rent'), student, 'At nine.', timeOf(6)],
      [idOf('m3'), idOf('rent'), admin, 'Noted.', timeOf(7)],
    ],
  },
  'public.sessions': {
    columns: [
      'id',
      'ticket_id',
      'counselor_id',
      'scheduled_at',
      'duration_minutes',
      'meet_link',
      'status',
      'created_at',
    ],
    rows: [
      [idOf('s1'), idOf('stress'), counselor, timeOf(90), '45', 'https://meet.google.com/xyz', 'completed', timeOf(8)],
      [idOf('s2'), idOf('nowhere'), counselor, timeOf(90), null, null, 'cancelled', timeOf(8)],
    ],
  },
}

test('tickets with their statuses, messages and sessions with links', async () => {
  const source = writeInsertDump(path.join(desk.folder, 'counselling.sql'), tables)
  const result = await desk.run('counselling', source)
  const tickets = await desk.sql(
    `SELECT t.subject, t.status, u.name AS assignee FROM support_tickets t LEFT JOIN users u ON u.id = t.assignee_id ORDER BY t.created_at`,
  )
  const messages = await desk.sql(
    `SELECT m.body, m.sender_type, u.name FROM ticket_messages m JOIN users u ON u.id = m.author_id ORDER BY m.created_at`,
  )
  const sessions = await desk.sql(
    `SELECT s.join_url, s.meeting_state, s.outcome, s.ends_at - s.starts_at AS took, u.name AS host FROM sessions s JOIN users u ON u.id = s.host_id ORDER BY starts_at`,
  )

  expect(result).toMatchObject({ peopleAdded: 3, ticketsAdded: 3, messagesAdded: 6, sessionsAdded: 2 })
  expect(tickets).toEqual([
    { subject: 'About exams', status: 'open', assignee: null },
    { subject: 'About rent', status: 'in_progress', assignee: 'Carla Counselor' },
    { subject: 'About stress', status: 'resolved', assignee: 'Carla Counselor' },
  ])
  expect(messages.map(({ sender_type: type, name, body }) => `${type} ${name}: ${body}`)).toEqual([
    'buyer Sam Student: Please help with exams.',
    'buyer Sam Student: Please help with rent.',
    'buyer Sam Student: Please help with stress.',
    'agent Carla Counselor: When do you have time?',
    'buyer Sam Student: At nine.',
    'agent Alex Admin: Noted.',
  ])
  expect(sessions).toMatchObject([
    {
      join_url: 'https://meet.google.com/abc-defg-hij',
      meeting_state: 'ready',
      outcome: null,
      host: 'Carla Counselor',
    },
    { join_url: 'https://meet.google.com/xyz', outcome: 'held', took: { minutes: 45 } },
  ])
  expect(result.report.lines.filter(({ outcome }) => outcome === 'not imported')).toEqual([
    expect.objectContaining({ table: 'sessions', row: 2, why: 'its ticket is not in the source' }),
  ])
  expect(await logViolations(desk.client)).toEqual([])
  expect(await desk.run('counselling', source)).toMatchObject({
    peopleAdded: 0,
    ticketsAdded: 0,
    messagesAdded: 0,
    sessionsAdded: 0,
  })
})
