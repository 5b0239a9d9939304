import type { OutboxItem } from './outboxStore.ts'
import type { RowSource } from './rows.ts'
import type { Entry } from './threadLog.ts'

export type MessageEntry = Extract<Entry, { __typename: 'MessageEntry' }>

/** A row's content: a logged message, a fact of the history, or a message still in the outbox. */
export type ThreadSource = RowSource &
  ({ kind: 'message'; entry: MessageEntry } | { kind: 'fact'; entry: Entry } | { kind: 'unsent'; item: OutboxItem })

const known = new WeakMap<Entry | OutboxItem, ThreadSource>()

/** The rows' contents: the log, then what is on its way and has not come back in the log yet. */
export const sourcesOf = (
  entries: readonly Entry[],
  items: readonly OutboxItem[],
  viewerId: string,
): ThreadSource[] => [
  ...entries.map((entry) => remembered(entry, sourceOfEntry)),
  ...items.map((item) => remembered(item, (each) => sourceOfItem(each, viewerId))),
]

/** The same content is the same object, so that its row is not rendered again. */
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

/** Whether an entry is a message of somebody else. */
export const isFromOther = (entry: Entry, viewerId: string): entry is MessageEntry =>
  entry.__typename === 'MessageEntry' && entry.message.author?.id !== viewerId

/** The first message of somebody else that lies after the read marker. */
export const firstUnread = (entries: readonly Entry[], readSeq: number, viewerId: string): MessageEntry | undefined =>
  entries.find((entry): entry is MessageEntry => entry.seq > readSeq && isFromOther(entry, viewerId))

/** Which of the viewer's messages carry a mark: the newest, and the newest that somebody has read. */
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
 * Who of the other side has read a message; of a note, who of the staff. A feed is read once for many, so the viewer may
 * be among the readers it names.
 */
export const readersOf = ({ message }: MessageEntry, viewerId: string): { id: string; name: string }[] => {
  const staffSide = message.author && ['AGENT', 'ADMIN'].includes(message.author.role)
  return message.readBy.filter(({ id, role }) => {
    if (id === viewerId || id === message.author?.id) return false
    const staff = role === 'AGENT' || role === 'ADMIN'
    return message.audience === 'STAFF' || staff !== Boolean(staffSide)
  })
}
