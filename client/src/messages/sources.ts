import { isStaff, type Role } from '../lib/roles.ts'
import type { OutboxItem } from './outboxStore.ts'
import type { RowSource } from './rows.ts'
import type { Entry, LogState } from './threadLog.ts'

export type MessageEntry = Extract<Entry, { __typename: 'MessageEntry' }>

/** A row's content: a message or an event of the log, several events, or a message in the outbox. */
export type ThreadSource = RowSource &
  (
    | { kind: 'message'; entry: MessageEntry }
    | { kind: 'fact'; entry: Entry }
    | { kind: 'fold'; entries: readonly Entry[] }
    | { kind: 'unsent'; item: OutboxItem }
  )

const known = new WeakMap<Entry | OutboxItem, ThreadSource>()

/** The contents of the rows: the log, then the outbox messages that are not in it yet. */
export const sourcesOf = (
  entries: readonly Entry[],
  items: readonly OutboxItem[],
  viewerId: string,
): ThreadSource[] => [
  ...entries.map((entry) => remembered(entry, sourceOfEntry)),
  ...items.map((item) => remembered(item, (each) => sourceOfItem(each, viewerId))),
]

/** Returns the same object for the same content, so that its row is not rendered again. */
const remembered = <T extends Entry | OutboxItem>(from: T, make: (from: T) => ThreadSource): ThreadSource => {
  const source = known.get(from) ?? make(from)
  known.set(from, source)
  return source
}

const sourceOfEntry = (entry: Entry): ThreadSource =>
  entry.__typename === 'MessageEntry'
    ? {
        kind: 'message',
        entry,
        key: entry.message.clientId,
        at: entry.message.createdAt,
        seq: entry.seq,
        message: { authorId: entry.message.author?.id ?? null, audience: entry.message.audience },
      }
    : { kind: 'fact', entry, key: entry.id, at: entry.at, seq: entry.seq, message: null }

const sourceOfItem = (item: OutboxItem, viewerId: string): ThreadSource => ({
  kind: 'unsent',
  item,
  key: item.clientId,
  at: item.createdAt,
  seq: null,
  message: { authorId: viewerId, audience: item.audience },
})

/** Every file of the conversation, in its order. */
export const filesOf = (entries: readonly Entry[]): MessageEntry['message']['attachments'] =>
  entries.flatMap((entry) => (entry.__typename === 'MessageEntry' ? entry.message.attachments : []))

/** Whether an entry is another user's message. */
export const isFromOther = (entry: Entry, viewerId: string): entry is MessageEntry =>
  entry.__typename === 'MessageEntry' && entry.message.author?.id !== viewerId

/** Whether an entry was written on the side of a viewer with this role who is not its author. A customer has no colleagues. */
export const isFromColleague = ({ message }: MessageEntry, role: Role): boolean =>
  role !== 'BUYER' && message.senderRole !== null && sideOf(message.senderRole) === sideOf(role)

/** Whether everything that is unread is loaded. */
export const hasAllUnread = ({ entries, hasOlder, readSeq }: LogState): boolean =>
  !hasOlder || (entries[0]?.seq ?? 0) <= readSeq + 1

/** The first message of another user after the read marker. */
export const firstUnread = (entries: readonly Entry[], readSeq: number, viewerId: string): MessageEntry | undefined =>
  entries.find((entry): entry is MessageEntry => entry.seq > readSeq && isFromOther(entry, viewerId))

/** Which of the viewer's messages show a receipt: the newest, and the newest that was read. */
export const markedMessages = (
  entries: readonly Entry[],
  viewerId: string,
): { newest?: MessageEntry; newestRead?: MessageEntry } => {
  let newest: MessageEntry | undefined
  for (let i = entries.length - 1; i >= 0; i--) {
    const entry = entries[i]!
    if (entry.__typename !== 'MessageEntry' || entry.message.author?.id !== viewerId) continue
    newest ??= entry
    if (readersOf(entry, viewerId).length > 0) return { newest, newestRead: entry }
  }
  return { newest }
}

/**
 * The readers of a message on the other sides; of a note, among staff. Feeds are shared by users, so the viewer may be
 * among the readers.
 */
export const readersOf = ({ message }: MessageEntry, viewerId: string): { id: string; name: string }[] => {
  const authorSide = message.author && sideOf(message.author.role)
  return message.readBy.filter(({ id, role }) => {
    if (id === viewerId || id === message.author?.id) return false
    return message.audience === 'STAFF' || sideOf(role) !== authorSide
  })
}

/** People of shops are sellers; buyers are never among them. */
const sideOf = (role: Role): 'staff' | Role => (isStaff(role) ? 'staff' : role)
