import type { Audience } from './messages.generated.ts'

/** Messages of one author closer together than this share one name line. */
const GROUP_MS = 5 * 60_000

/** The source of a row: a log entry, or a message in the outbox. */
export interface RowSource {
  /** The same key for an outbox message and its log entry, so that the bubble stays the same element. */
  key: string
  at: string
  /** Null for messages that are not in the log yet. */
  seq: number | null
  /** Null for history lines. */
  message: { authorId: string | null; audience: Audience } | null
}

export interface Row<T extends RowSource> {
  key: string
  source: T
  /** First and last of a run of messages by one author. */
  first: boolean
  last: boolean
  /** The unread divider goes above this row. */
  startsUnread: boolean
}

export interface Day<T extends RowSource> {
  /** The local calendar day, 2026-11-20. */
  key: string
  at: string
  rows: Row<T>[]
}

/** Arranges entries as rows by day: which start a group, and which is below the unread divider (null: none). */
export function layOut<T extends RowSource>(sources: readonly T[], firstUnreadSeq: number | null): Day<T>[] {
  const days: Day<T>[] = []
  let before: Row<T> | undefined
  let divided = firstUnreadSeq === null
  for (const source of sources) {
    const day = localDay(source.at)
    const startsUnread = !divided && source.seq !== null && source.seq >= firstUnreadSeq!
    if (startsUnread) divided = true
    let current = days.at(-1)
    // If a clock ran backwards, a day must not appear twice: the log's order wins.
    const startsDay = !current || day > current.key
    if (startsDay) days.push((current = { key: day, at: source.at, rows: [] }))
    const joins = before !== undefined && !startsDay && !startsUnread && belongTogether(before.source, source)
    if (joins) before!.last = false
    before = { key: source.key, source, first: !joins, last: true, startsUnread }
    current!.rows.push(before)
  }
  return days
}

function belongTogether(a: RowSource, b: RowSource): boolean {
  if (!a.message || !b.message || a.message.authorId === null) return false
  const near = Math.abs(Date.parse(b.at) - Date.parse(a.at)) <= GROUP_MS
  return near && a.message.authorId === b.message.authorId && a.message.audience === b.message.audience
}

function localDay(at: string): string {
  const date = new Date(at)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}
