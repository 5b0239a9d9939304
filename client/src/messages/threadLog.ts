import type { Client, CombinedError } from '@urql/core'
import { onNetworkReturn } from '../graphql/connection.ts'
import { liveSubscription, mayHaveLost, type LiveCursor } from '../graphql/liveSubscription.ts'
import { STARTS_FEED } from '../graphql/olderAnswers.ts'
import {
  ThreadHeadDocument,
  ThreadPageDocument,
  TicketEventsDocument,
  type LiveEntryFragment,
  type MessageBubbleFragment,
  type ThreadEntryFragment,
  type ThreadHeadQuery,
  type ThreadHeadQueryVariables,
  type ThreadPageQuery,
  type ThreadPageQueryVariables,
  type TicketEventsSubscription,
  type TicketEventsSubscriptionVariables,
} from './messages.generated.ts'
import type { ViewedSide } from '../tickets/viewAs.ts'
import { indexOfSeq, mergeEntries } from './timeline.ts'

export type Entry = ThreadEntryFragment
export type Message = MessageBubbleFragment
type Event = Extract<TicketEventsSubscription['ticketEvents'], { cursor: string }>
type Connection = NonNullable<ThreadPageQuery['ticket']>['timeline']

/** A page costs the server nearly as much as it allows (server/src/schema.test.ts). */
const PAGE = 50
/** How far back a linked message and the first unread one are searched. Search finds messages at any depth. */
const MOST_PAGES = 600
const MOST_UNREAD_PAGES = 10
/** Bursts, such as a replay after a long sleep, are shown together at this pace. */
const SHOW_EVERY_MS = 50

/** What a thread shows of a ticket's log. A new object with every change. */
export type LogState = {
  status: 'loading' | 'ready' | 'missing' | 'failed'
  error: CombinedError | undefined
  entries: readonly Entry[]
  hasOlder: boolean
  loadingOlder: boolean
  olderError: CombinedError | undefined
  /** The viewer's read marker, as far as this page knows. */
  readSeq: number
}

/**
 * One ticket's log on this page: loads its end, older parts when asked, and follows it live from its cursor. It does not
 * use `graphql/Pager.ts`, because it is one contiguous log in which pages and events of the feed are merged by `seq`.
 */
export class ThreadLog {
  readonly #client: Client
  readonly #ticketId: string
  /** The side as which staff view it; its seqs are those of that side, and nothing of it is marked read. */
  readonly #as: ViewedSide | null
  /** Whether the feed says what the viewer may do; staff derive it, so that their frames are shared. */
  readonly #withPermissions: boolean
  readonly #listeners = new Set<() => void>()
  readonly #cursor: LiveCursor = { current: undefined }
  #before: string | null = null
  /** What is shown may be of a log that a backup has replaced. */
  #isReplaced = false
  #viewers = 0
  #stopFeed: (() => void) | undefined
  #stopRenewing: (() => void) | undefined
  #loadingOlder: Promise<void> | undefined
  #shown = 0
  #timer: ReturnType<typeof setTimeout> | undefined
  state: LogState = {
    status: 'loading',
    error: undefined,
    entries: [],
    hasOlder: false,
    loadingOlder: false,
    olderError: undefined,
    readSeq: 0,
  }

  constructor(client: Client, ticketId: string, as: ViewedSide | null = null, withPermissions = false) {
    this.#client = client
    this.#ticketId = ticketId
    this.#as = as
    this.#withPermissions = withPermissions
  }

  getState = (): LogState => this.state

  /** Subscribes to changes. The feed is open while there are listeners; after a pause it resumes from its cursor. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#viewers++ === 0) {
      this.#open()
      // What is kept of it, to be read without a network, may have been deleted meanwhile; the feed tells the page.
      this.#stopRenewing = onNetworkReturn(() => void this.#fetchHead())
    }
    return () => {
      this.#listeners.delete(listener)
      if (--this.#viewers > 0) return
      this.#close()
      this.#stopRenewing?.()
    }
  }

  /** Reloads the end of the log, keeping earlier entries that are contiguous with it. */
  reload = async (): Promise<void> => {
    this.#close()
    if (this.state.status !== 'ready') this.#change({ status: 'loading', error: undefined })
    const { data, error } = await this.#fetchHead(STARTS_FEED)
    // If entries are shown, a failed refresh is ignored, and the feed continues from its cursor.
    if (error && this.state.status === 'ready') return this.#follow()
    if (error) return this.#change({ status: 'failed', error })
    if (!data?.ticket) return this.#change({ status: 'missing' })
    this.#takeHead(data.ticket)
    this.#follow()
  }

  /** Loads the previous page, one at a time. */
  loadOlder = (): Promise<void> => {
    if (!this.state.hasOlder || this.#before === null) return Promise.resolve()
    this.#loadingOlder ??= this.#fetchOlder(this.#before).finally(() => {
      this.#loadingOlder = undefined
    })
    return this.#loadingOlder
  }

  /** Loads earlier pages until an entry is found; undefined if it does not exist or is too far back. */
  find = async (wanted: (entry: Entry) => boolean, mostPages = MOST_PAGES): Promise<Entry | undefined> => {
    for (let page = 0; page <= mostPages; page++) {
      const found = this.state.entries.find(wanted)
      if (found || !this.state.hasOlder || this.state.olderError) return found
      await this.loadOlder()
    }
    return undefined
  }

  /** Loads earlier pages up to the first entry after `seq`, within a limit. */
  loadBackTo = async (seq: number): Promise<void> => {
    await this.find((entry) => entry.seq <= seq + 1, MOST_UNREAD_PAGES)
  }

  /** Updates a message in place, and where it is quoted. */
  patch = (messageId: string, fields: Partial<Message>): void => {
    this.#change({ entries: this.state.entries.map((entry) => patched(entry, messageId, fields)) })
  }

  /** Advances the read marker. Never moves it back. */
  markedRead = (seq: number): void => {
    if (seq > this.state.readSeq) this.#change({ readSeq: seq })
  }

  #open(): void {
    if (this.#cursor.current && this.state.status === 'ready') this.#follow()
    else void this.reload()
  }

  #close(): void {
    this.#stopFeed?.()
    this.#stopFeed = undefined
  }

  #follow(): void {
    if (this.#viewers === 0 || this.#stopFeed) return
    this.#stopFeed = liveSubscription<TicketEventsSubscription, TicketEventsSubscriptionVariables>(
      this.#client,
      TicketEventsDocument,
      { ticketId: this.#ticketId, withPermissions: this.#withPermissions },
      this.#cursor,
      { onDelivery: this.#take, onReset: this.#startOver },
    )
  }

  #startOver = (reason: string): void => {
    this.#isReplaced ||= mayHaveLost(reason)
    void this.reload()
  }

  #take = (event: Event): void => {
    const { entry, changedMessage } = event
    // The feed has the seqs of staff.
    if (this.#as) return void this.#refresh()
    if (entry) this.#change({ entries: mergeEntries(this.state.entries, [this.#withReaders(entry)]) })
    if (changedMessage) this.patch(changedMessage.id, changedMessage)
  }

  /** Feeds do not say who has read a message: nobody yet, as far as is known (useReadReceipts.ts asks). */
  #withReaders(entry: LiveEntryFragment): Entry {
    if (entry.__typename !== 'MessageEntry') return entry
    const known = this.state.entries[indexOfSeq(this.state.entries, entry.seq)]
    const readBy = known?.id === entry.id && known.__typename === 'MessageEntry' ? known.message.readBy : []
    return { ...entry, message: { ...entry.message, readBy } }
  }

  #fetchHead(context = {}) {
    return this.#client
      .query<ThreadHeadQuery, ThreadHeadQueryVariables>(
        ThreadHeadDocument,
        { ticketId: this.#ticketId, as: this.#as },
        { ...context, requestPolicy: 'network-only' },
      )
      .toPromise()
  }

  async #refresh(): Promise<void> {
    const { data } = await this.#fetchHead()
    if (data?.ticket) this.#takeHead(data.ticket)
  }

  #takeHead(ticket: NonNullable<ThreadHeadQuery['ticket']>): void {
    const page = nodes(ticket.timeline)
    const last = this.state.entries.at(-1)
    // If the new end is not contiguous with the known entries, only the new end is kept.
    const joins = !this.#isReplaced && last !== undefined && page.length > 0 && page[0]!.seq <= last.seq
    this.#cursor.current = ticket.cursor
    if (!joins) this.#before = ticket.timeline.pageInfo.startCursor
    this.#change({
      status: 'ready',
      error: undefined,
      entries: joins ? mergeEntries(this.state.entries, page) : page,
      hasOlder: joins ? this.state.hasOlder : ticket.timeline.pageInfo.hasPreviousPage,
      readSeq: this.#as
        ? Infinity
        : this.#isReplaced
          ? ticket.viewerReadSeq
          : Math.max(this.state.readSeq, ticket.viewerReadSeq),
    })
    this.#isReplaced = false
  }

  async #fetchOlder(before: string): Promise<void> {
    this.#change({ loadingOlder: true, olderError: undefined })
    const { data, error } = await this.#client
      .query<ThreadPageQuery, ThreadPageQueryVariables>(
        ThreadPageDocument,
        { ticketId: this.#ticketId, last: PAGE, before, as: this.#as },
        { requestPolicy: 'network-only' },
      )
      .toPromise()
    const timeline = data?.ticket?.timeline
    if (!timeline) return this.#change({ loadingOlder: false, olderError: error, hasOlder: Boolean(error) })
    // A reload in the meantime may have restarted the log, so this page is not contiguous with it.
    if (this.#before !== before) return this.#change({ loadingOlder: false })
    this.#before = timeline.pageInfo.startCursor
    this.#change({
      loadingOlder: false,
      entries: mergeEntries(this.state.entries, nodes(timeline)),
      hasOlder: timeline.pageInfo.hasPreviousPage,
    })
  }

  #change(change: Partial<LogState>): void {
    this.state = { ...this.state, ...change }
    const due = this.#shown + SHOW_EVERY_MS - Date.now()
    if (due <= 0) this.#show()
    else this.#timer ??= setTimeout(this.#show, due)
  }

  #show = (): void => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#shown = Date.now()
    for (const listener of this.#listeners) listener()
  }
}

const patched = (entry: Entry, messageId: string, fields: Partial<Message>): Entry => {
  if (entry.__typename !== 'MessageEntry') return entry
  const { message } = entry
  if (message.id === messageId) return { ...entry, message: { ...message, ...fields } }
  if (message.quoted?.id !== messageId) return entry
  const { body = message.quoted.body, deletedAt = message.quoted.deletedAt } = fields
  return { ...entry, message: { ...message, quoted: { ...message.quoted, body, deletedAt } } }
}

const nodes = (connection: Connection): Entry[] => connection.edges.map(({ node }) => node)
