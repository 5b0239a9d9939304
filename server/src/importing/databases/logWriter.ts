import type pg from 'pg'
import type { TicketStatus } from '../../generated/prisma/client.ts'
import { isStaffRole } from '../../platform/database/identity.ts'
import { appendFact, type EventRow, type LogState } from '../bulk/foldLog.ts'
import { saveLog } from '../bulk/lockLogs.ts'
import { eventRows, messageRows, teamRows, ticketRows, type MessageRow, type TicketRow } from '../bulk/tables.ts'
import { stableId } from '../ids.ts'
import type { Assignees } from './assignees.ts'
import { attachmentRows, type AttachmentRow } from './attachmentRows.ts'
import type { Authors, LocalRequester } from './authors.ts'
import { messageKey, type Conversation } from './conversations.ts'
import type { ImportedRows } from './importedRows.ts'
import type { LongTexts } from './longTexts.ts'
import { Markers, type SourcedEvent } from './markers.ts'
import type { ForeignMessage, ForeignSession } from './model.ts'
import type { Numbers } from './numbers.ts'
import type { LocalPerson, People } from './people.ts'
import type { Report } from './report.ts'
import { SessionWriter } from './sessions.ts'
import { notesOf, ticketRow } from './ticketRow.ts'

/** What writing a log needs. */
export interface LogDeps {
  client: pg.ClientBase
  rows: ImportedRows
  report: Report
  people: People
  authors: Authors
  assignees: Assignees
  numbers: Numbers
  longTexts: LongTexts
  /** Whether a message was sent with files. */
  hasFile(message: ForeignMessage): boolean
  status: TicketStatus | undefined
}

/** Collects the rows of a batch of conversations, with the events and counters of their logs, and writes them. */
export class LogWriter {
  readonly notes: { ticketId: string; body: string }[] = []
  readonly stars: { userId: string; ticketId: string }[] = []
  readonly counts = { ticketsAdded: 0, ticketsGrown: 0, messagesAdded: 0, sessionsAdded: 0 }
  readonly ticketIds: string[] = []
  private readonly tickets: TicketRow[] = []
  private readonly messages: MessageRow[] = []
  private readonly events: EventRow[] = []
  private readonly texts: AttachmentRow[] = []
  private readonly markers = new Markers()
  private readonly imported: Record<'ticket' | 'message' | 'session', [string, string][]> = {
    ticket: [],
    message: [],
    session: [],
  }
  private readonly grown: { id: string; state: LogState }[] = []
  private readonly sessions: SessionWriter

  constructor(
    private readonly deps: LogDeps,
    private readonly logs: ReadonlyMap<string, LogState>,
  ) {
    this.sessions = new SessionWriter(deps)
  }

  /** A new ticket. */
  async open(conversation: Conversation): Promise<void> {
    const { rows, report, authors, assignees, numbers, status } = this.deps
    const { ticket, externalId } = conversation
    const requester = await authors.requesterOf(conversation, ticket ?? conversation.messages[0]!)
    if (!requester) return this.loseAll(conversation, 'its person was deleted in this desk')
    const id = stableId(rows.source, 'ticket', externalId)
    const number = numbers.take(ticket)
    const assigneeId = ticket ? assignees.find(ticket) : null
    const row = ticketRow(id, conversation, requester, { number, assigneeId, status }, report)
    const events = await this.append(id, row, conversation, requester)
    this.tickets.push(row)
    this.imported.ticket.push([externalId, id])
    this.ticketIds.push(id)
    this.counts.ticketsAdded += 1
    const isStaff = isStaffRole(requester.person.role)
    this.markers.add(events, { id: requester.person.id, isStaff }, status !== undefined)
    const body = notesOf(conversation, number !== undefined, assigneeId !== null)
    if (body !== '') this.notes.push({ ticketId: id, body })
    if (ticket?.starred) this.stars.push({ ticketId: id, userId: requester.person.id })
  }

  /** What is new in an existing ticket, after everything written in it meanwhile. */
  async grow(ticketId: string, conversation: Conversation): Promise<void> {
    if (conversation.messages.length + conversation.sessions.length === 0) return
    const origin = conversation.messages[0] ?? conversation.sessions[0]!
    const requester = await this.deps.authors.requesterOf(conversation, origin)
    if (!requester) return this.loseAll(conversation, 'its person was deleted in this desk')
    const state = this.grown.find(({ id }) => id === ticketId)?.state ?? this.logs.get(ticketId)!
    await this.append(ticketId, state, conversation, requester)
    if (!this.ticketIds.includes(ticketId)) {
      this.grown.push({ id: ticketId, state })
      this.ticketIds.push(ticketId)
      this.counts.ticketsGrown += 1
    }
  }

  /** Writes everything that was collected. */
  async write(): Promise<void> {
    const { client, rows } = this.deps
    await teamRows.into(client, [...new Set(this.tickets.map(({ team }) => team))].toSorted())
    await ticketRows.into(client, this.tickets)
    await messageRows.into(client, this.messages)
    await attachmentRows.into(client, this.texts)
    await this.sessions.write()
    await eventRows.into(client, this.events)
    for (const { id, state } of this.grown) await saveLog(client, id, state)
    await this.markers.write(client)
    for (const kind of ['ticket', 'message', 'session'] as const) await rows.add(kind, this.imported[kind])
  }

  private async append(
    ticketId: string,
    state: LogState,
    conversation: Conversation,
    requester: LocalRequester,
  ): Promise<SourcedEvent[]> {
    const events: SourcedEvent[] = []
    const sessions = this.sessions.inOrder(conversation.sessions)
    for (const message of conversation.messages) {
      while (sessions[0] && sessions[0].at < message.at)
        await this.appendSession(sessions.shift()!, ticketId, state, requester, events)
      await this.appendMessage(message, ticketId, state, conversation, requester, events)
    }
    for (const session of sessions) await this.appendSession(session, ticketId, state, requester, events)
    this.events.push(...events.map(({ event }) => event))
    return events
  }

  private async appendMessage(
    message: ForeignMessage,
    ticketId: string,
    state: LogState,
    conversation: Conversation,
    requester: LocalRequester,
    events: SourcedEvent[],
  ): Promise<void> {
    const { authors, rows } = this.deps
    const author = await authors.authorOf(message, conversation, requester)
    const senderType = authors.senderOf(message, author, requester)
    const key = messageKey(message)
    const id = stableId(rows.source, 'message', key)
    const audience = message.isNote ? 'staff' : 'participants'
    const { body, text } = await this.textOf(message, id, author)
    if (body.trim() === '' && !this.deps.hasFile(message))
      this.deps.report.changed(message, 'has neither text nor a file')
    this.messages.push({
      id,
      ticketId,
      authorId: author?.id ?? null,
      senderType,
      audience,
      body,
      attachmentCount: text ? 1 : 0,
      at: message.at,
    })
    if (text) this.texts.push(text)
    this.imported.message.push([key, id])
    this.counts.messagesAdded += 1
    const fact = {
      kind: 'message_added',
      audience,
      actorId: author?.id ?? null,
      messageId: id,
      at: message.at,
    } as const
    const event = appendFact(state, ticketId, { ...fact, data: { sender: senderType } })
    events.push({ event, message: { ...message, sender: senderType } })
  }

  private async textOf(
    message: ForeignMessage,
    messageId: string,
    author: LocalPerson | null,
  ): Promise<{ body: string; text: AttachmentRow | null }> {
    const { longTexts, report } = this.deps
    if (!longTexts.isTooLong(message.body)) return { body: message.body, text: null }
    report.changed(message, 'its text is too long for a message: the whole text is attached as a file')
    return longTexts.attach(message, messageId, author?.id ?? null)
  }

  private async appendSession(
    { session, at }: { session: ForeignSession; at: string },
    ticketId: string,
    state: LogState,
    requester: LocalRequester,
    events: SourcedEvent[],
  ): Promise<void> {
    const added = await this.sessions.add(session, ticketId, requester.person.id)
    if (!added) return
    this.imported.session.push([session.id, added.id])
    this.counts.sessionsAdded += 1
    const fact = {
      kind: 'session_scheduled',
      audience: 'participants',
      actorId: added.hostId,
      messageId: null,
      at,
    } as const
    events.push({ event: appendFact(state, ticketId, { ...fact, data: { sessionId: added.id } }), message: null })
  }

  private loseAll({ ticket, messages, sessions }: Conversation, why: string): void {
    for (const row of [...(ticket ? [ticket] : []), ...messages, ...sessions]) this.deps.report.lost(row, why)
  }
}
