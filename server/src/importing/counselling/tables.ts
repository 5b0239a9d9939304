import { MESSAGE_COLUMNS, stageMessage } from '../databases/messageTable.ts'
import { users } from '../databases/peopleTables.ts'
import { tableSpec, type TableSpec } from '../databases/tableSpec.ts'
import { TICKET_COLUMNS, ticketFrom } from '../databases/ticketTable.ts'
import { sessionStateIn } from '../databases/vocabulary.ts'

const STUDENT = ['student_id', 'user_id', 'created_by', 'requester_id', 'client_id']
const COUNSELOR = ['counselor_id', 'counsellor_id', 'claimed_by', 'assigned_to', 'assignee_id', 'host_id']
const LINK = [
  'meet_link',
  'meeting_link',
  'google_meet_link',
  'session_link',
  'meeting_url',
  'meet_url',
  'join_url',
  'link',
]
const START = [
  'scheduled_at',
  'session_time',
  'session_at',
  'scheduled_for',
  'start_time',
  'starts_at',
  'session_date',
  'scheduled_date',
]
const CREATED = ['created_at', 'inserted_at', 'created']
const MINUTES_PER_SESSION = 60

const tickets = tableSpec({
  names: ['tickets', 'support_tickets', 'counseling_tickets', 'counselling_tickets'],
  columns: {
    ...TICKET_COLUMNS,
    assigneeName: ['assignee_name'],
    person: STUDENT,
    counselor: COUNSELOR,
    opening: ['description', 'message', 'content', 'details', 'body'],
    link: LINK,
    startsAt: START,
    unused: ['updated_at'],
  },
  required: ['id'],
  async stage(fields, origin, translation) {
    const { staging, report, times } = translation
    if (origin.id === '') return report.lost(origin, 'has no id')
    const ticket = ticketFrom(fields, origin, translation)
    const personId = fields.text('person')
    const hostId = fields.text('counselor')
    const url = fields.text('link')
    const startsAt = times.parse(fields.text('startsAt'))
    if (url !== null && startsAt === undefined) {
      ticket.notes = [ticket.notes, `Meeting link: ${url}`].filter(Boolean).join('\n\n')
      report.changed(origin, 'has a meeting link without a time: it is in the notes')
    }
    staging.addTicket({ ...ticket, personId, shopId: null, assigneeId: hostId })
    if (startsAt !== undefined) {
      const state = ticket.status === 'closed' || ticket.status === 'resolved' ? 'held' : 'scheduled'
      const session = { ...origin, id: `ticket ${origin.id}`, ticketId: origin.id, hostId, startsAt, endsAt: undefined }
      staging.sessions.push({ ...session, minutes: MINUTES_PER_SESSION, url, state, createdAt: ticket.createdAt })
    }
    await stageOpening(fields.verbatim('opening'), ticket.createdAt)

    /** What a ticket was opened with is its first message. */
    async function stageOpening(body: string, at: string | undefined): Promise<void> {
      if (body.trim() === '') return
      if (at === undefined) return report.changed(origin, 'has no time that can be read: its description is left out')
      const author = { personId, shopId: null, authorId: personId, sender: 'buyer' } as const
      const message = {
        ...origin,
        ...author,
        kind: 'ticket_description',
        ticketId: origin.id,
        isRead: true,
        isNote: false,
      }
      await staging.addMessage({ ...message, body: body.toWellFormed(), at })
    }
  },
})

const messages = tableSpec({
  names: ['ticket_messages', 'messages', 'ticket_chat_messages'],
  columns: { ...MESSAGE_COLUMNS, author: ['sender_id', 'user_id', 'author_id', 'from_id', 'created_by'] },
  required: ['ticketId', 'body', 'createdAt'],
  async stage(fields, origin, translation) {
    const authorId = fields.text('author')
    // Who wrote it decides about its type: the loader knows the people by then.
    const message = {
      kind: 'ticket_message',
      own: null,
      sender: undefined,
      personId: authorId,
      shopId: null,
      authorId,
    } as const
    await stageMessage(fields, origin, message, translation)
  },
})

const sessions = tableSpec({
  names: ['sessions', 'ticket_sessions', 'counseling_sessions', 'counselling_sessions', 'appointments', 'meetings'],
  columns: {
    id: ['id', 'uuid'],
    ticket: ['ticket_id'],
    host: COUNSELOR,
    startsAt: START,
    endsAt: ['ends_at', 'end_time', 'end_at'],
    minutes: ['duration_minutes', 'duration', 'minutes'],
    url: LINK,
    status: ['status', 'state'],
    createdAt: CREATED,
    unused: [...STUDENT, 'updated_at'],
  },
  required: ['ticket', 'startsAt'],
  stage(fields, origin, { staging, report, times }) {
    const word = fields.text('status')
    const state = sessionStateIn(word)
    if (word !== null && state === undefined) report.changed(origin, `status "${word}" is unknown: scheduled`)
    const minutes = Number(fields.text('minutes') ?? MINUTES_PER_SESSION)
    staging.sessions.push({
      ...origin,
      ticketId: fields.text('ticket'),
      hostId: fields.text('host'),
      startsAt: times.parse(fields.text('startsAt')),
      endsAt: times.parse(fields.text('endsAt')),
      minutes: minutes > 0 && minutes <= 24 * 60 ? minutes : MINUTES_PER_SESSION,
      url: fields.text('url'),
      state: state ?? 'scheduled',
      createdAt: times.parse(fields.text('createdAt')),
    })
  },
})

/** The tables of spec/counselling-tickets.md. */
export const COUNSELLING_TABLES: readonly TableSpec[] = [users, tickets, messages, sessions]
