import { Client, type Exchange, type Operation } from '@urql/core'
import {
  filter,
  fromPromise,
  fromValue,
  makeSubject,
  merge,
  mergeMap,
  never,
  pipe,
  takeUntil,
  type Source,
} from 'wonka'
import type { Audience, ThreadTicketFieldsFragment, TicketSidesFragment } from './messages.generated.ts'
import type { Entry, Message } from './threadLog.ts'

type Person = NonNullable<Message['author']>

export const bea: Person = {
  id: 'u1',
  name: 'Bea Buyer',
  isErased: false,
  role: 'BUYER',
  avatarUrl: null,
  isService: false,
}
export const ada: Person = {
  id: 'u2',
  name: 'Ada Agent',
  isErased: false,
  role: 'AGENT',
  avatarUrl: null,
  isService: false,
}
export const ben: Person = {
  id: 'u3',
  name: 'Ben Agent',
  isErased: false,
  role: 'AGENT',
  avatarUrl: null,
  isService: false,
}

const at = (seq: number) => new Date(Date.UTC(2026, 10, 20, 10, seq)).toISOString()

/** A message in a log. */
export const said = (
  seq: number,
  author = ada,
  more: Partial<Message> = {},
): Extract<Entry, { __typename: 'MessageEntry' }> => ({
  __typename: 'MessageEntry',
  id: `e${seq}`,
  seq,
  at: at(seq),
  actor: author,
  message: {
    id: `m${seq}`,
    clientId: `c${seq}`,
    audience: 'PARTICIPANTS',
    senderRole: author.role,
    body: `Message ${seq}`,
    createdAt: at(seq),
    editedAt: null,
    deletedAt: null,
    viaEmail: false,
    originalMailUrl: null,
    author,
    attachments: [],
    readBy: [],
    mentions: [],
    quoted: null,
    reactions: [],
    ...more,
  },
})

type Variables = Record<string, any>

/** A desk with one ticket behind a real urql client: its log is an array, its feed a subject. */
export class FakeDesk {
  readonly asked: { name: string; variables: Variables }[] = []
  entries: Entry[]
  readSeq = 0
  /** The response to a reply; by default it is accepted and arrives in the feed. */
  refuse: { code: string; message: string } | undefined
  isDown = false
  /** Who writes the replies that are sent. */
  writer = bea
  /** Who takes part, and whom the viewer can write to. */
  sides: Partial<Omit<TicketSidesFragment, 'id'>> = {}
  /** What else the viewer can do with the ticket. */
  facts: Partial<Omit<ThreadTicketFieldsFragment, 'id'>> = {}
  readonly client: Client
  readonly #feed = makeSubject<object>()
  readonly #presence = makeSubject<object>()

  constructor(entries: Entry[] = []) {
    this.entries = entries
    this.client = new Client({ url: 'http://desk.test/graphql', exchanges: [this.#exchange] })
  }

  count = (name: string): number => this.asked.filter((each) => each.name === name).length
  last = (name: string): Variables | undefined => this.asked.findLast((each) => each.name === name)?.variables

  /** Adds an entry to the log and sends it to the feed. */
  log(entry: Entry): void {
    this.entries = [...this.entries, entry]
    this.deliver({ entry })
  }

  deliver({ entry = null, changedMessage = null }: { entry?: Entry | null; changedMessage?: Message | null }): void {
    const cursor = `at${this.entries.at(-1)?.seq ?? 0}`
    const ticket = { __typename: 'Ticket', id: 't1', ...this.#sides() }
    this.#feed.next({ ticketEvents: { __typename: 'TicketEvent', cursor, entry, changedMessage, ticket } })
  }

  #sides() {
    const viewerAudiences: Audience[] = ['PARTICIPANTS', 'STAFF']
    const requester = { __typename: 'User', id: bea.id, name: bea.name, isErased: false }
    const one = { addressedTo: 'STAFF', shopTakesPart: false, viewerSide: 'STAFF', viewerAudiences }
    return { ...one, requester, seller: null, ...this.sides }
  }

  /** Reports the presence of a user. */
  present(user: Person, doings: { typing?: boolean; viewing?: boolean }): void {
    const presence = { __typename: 'PresenceUpdate', user, online: true, typing: false, viewing: true, ...doings }
    this.#presence.next({ presence })
  }

  reset(reason = 'too old'): void {
    this.#feed.next({ ticketEvents: { __typename: 'FeedReset', reason } })
  }

  #exchange: Exchange = () => (operations) =>
    pipe(
      operations,
      filter(({ kind }) => kind !== 'teardown'),
      mergeMap((operation) => {
        const over = pipe(
          operations,
          filter(({ kind, key }) => kind === 'teardown' && key === operation.key),
        )
        return pipe(this.#answer(operation), takeUntil(over))
      }),
    )

  #answer(operation: Operation): Source<any> {
    const definition = operation.query.definitions.find((each) => each.kind === 'OperationDefinition')
    const name = definition?.kind === 'OperationDefinition' ? (definition.name?.value ?? '') : ''
    const variables = (operation.variables ?? {}) as Variables
    this.asked.push({ name, variables })
    const result = (data: unknown) => ({ operation, data, stale: false, hasNext: operation.kind === 'subscription' })
    if (operation.kind === 'subscription') {
      return merge([
        pipe(
          (name === 'Presence' ? this.#presence : this.#feed).source,
          mergeMap((data) => fromValue(result(data))),
        ),
        never,
      ])
    }
    if (this.isDown)
      return fromValue({ ...result(undefined), error: { networkError: new Error('down'), graphQLErrors: [] } })
    return fromPromise(Promise.resolve().then(() => result(this.#data(name, variables))))
  }

  #data(name: string, variables: Variables): unknown {
    const ticket = {
      __typename: 'Ticket',
      id: 't1',
      number: 'TC-0001',
      viewerCanReply: true,
      lastSeq: 0,
      messageCount: 0,
      unreadCount: 0,
      viewerReadSeq: this.readSeq,
      viewerReadMessageCount: 0,
      ...this.#sides(),
      ...this.facts,
    }
    switch (name) {
      case 'ThreadTicket':
        return { ticket }
      case 'ThreadHead':
        return { ticket: { ...ticket, cursor: `at${this.entries.at(-1)?.seq ?? 0}`, timeline: this.#page(50) } }
      case 'ThreadPage':
        return { ticket: { ...ticket, timeline: this.#page(variables['last'], variables['before']) } }
      case 'ScheduledMessages':
        return { scheduledMessages: [] }
      case 'KnownClientIds':
        return { knownClientIds: this.#known(variables['clientIds']) }
      case 'MacroTicket':
      case 'TicketPrivacy':
      case 'TicketRating':
        return { ticket: null }
      case 'Macros':
        return { macros: [] }
      case 'MessageReaders':
        return { node: null }
      case 'SetTyping':
        return { setTyping: { ok: true } }
      case 'Claim':
        return { claim: { ticket: null, errors: [] } }
      case 'MarkRead':
        return { markRead: { ticket, errors: [] } }
      case 'EditMessage':
        return this.#edit(variables['input'])
      case 'DeleteMessage':
        return this.#erase(variables['input'])
      case 'Reply':
        return this.#reply(variables['input'])
    }
    throw new Error(`The fake desk knows no ${name}`)
  }

  #known(clientIds: string[]): string[] {
    const logged = this.entries.flatMap((entry) => (entry.__typename === 'MessageEntry' ? entry.message.clientId : []))
    return clientIds.filter((id) => logged.includes(id))
  }

  #page(last: number, before?: string) {
    const end = before ? this.entries.findIndex(({ seq }) => String(seq) === before) : this.entries.length
    const entries = this.entries.slice(Math.max(0, end - last), end)
    return {
      edges: entries.map((node) => ({ node })),
      pageInfo: { hasPreviousPage: end - last > 0, startCursor: entries[0] ? String(entries[0].seq) : null },
    }
  }

  #reply(input: Variables) {
    if (this.refuse) return { reply: { message: null, ticket: null, errors: [{ ...this.refuse, path: null }] } }
    const seq = (this.entries.at(-1)?.seq ?? 0) + 1
    const { clientId, body, audience } = input
    const entry = said(seq, this.writer, { clientId, body, audience, createdAt: new Date().toISOString() })
    setTimeout(() => this.log(entry))
    return { reply: { message: entry.message, ticket: null, errors: [] } }
  }

  #edit({ messageId, body }: Variables) {
    const entry = this.entries.find((each) => each.__typename === 'MessageEntry' && each.message.id === messageId)
    if (entry?.__typename !== 'MessageEntry') return { editMessage: { message: null, errors: [] } }
    return { editMessage: { message: { ...entry.message, body, editedAt: new Date().toISOString() }, errors: [] } }
  }

  #erase({ messageId }: Variables) {
    const entry = this.entries.find((each) => each.__typename === 'MessageEntry' && each.message.id === messageId)
    if (entry?.__typename !== 'MessageEntry') return { deleteMessage: { message: null, errors: [] } }
    const deletedAt = new Date().toISOString()
    return { deleteMessage: { message: { ...entry.message, body: null, deletedAt }, errors: [] } }
  }
}

/** A log of this many messages by alternating authors. */
export const longLog = (count: number): Entry[] =>
  Array.from({ length: count }, (_, i) => said(i + 1, i % 2 ? ada : bea))
