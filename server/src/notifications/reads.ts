import type { NotificationKind } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { NOTIFICATION_KINDS } from './kinds.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'

/** A notification as it is read: data that kinds.ts turns into a sentence. */
export interface Notice {
  id: string
  kind: NotificationKind
  /** The ticket it is about; null where there is none, or none that the reader may see. */
  ticket: { id: string; number: string; subject: string; requesterId: string } | null
  actor: Person | null
  messageId: string | null
  data: { to?: string; reason?: string; opened?: boolean; reopened?: boolean; sessionId?: string }
  /** How often since it was last read. */
  count: number
  createdAt: string
  readAt: string | null
}

type JsonRow = { notice: Record<string, any> }

// Notifications of a ticket that the reader has left are hidden, except for some kinds.
const WITHOUT_TICKET = Object.entries(NOTIFICATION_KINDS).flatMap(([kind, { isShownWithoutTicket }]) =>
  isShownWithoutTicket ? [`'${kind}'`] : [],
)
const VISIBLE = `(n.ticket_id IS NULL OR n.kind IN (${WITHOUT_TICKET.join(', ')}) OR EXISTS (SELECT 1 FROM support_tickets s WHERE s.id = n.ticket_id))`
const OWN = `n.user_id = (SELECT viewer_id()) AND ${VISIBLE}`

const noticesSql = (source: string) => `SELECT to_json(x) AS notice FROM (
  SELECT n.id, n.kind, n.message_id, n.data, n.count, n.created_at, n.created_at::text AS order_key, n.read_at,
    t.id AS ticket_id, t.ticket_number, t.subject AS ticket_subject, t.requester_id, ${personColumns('actor', 'actor')}
  FROM (${source}) n LEFT JOIN support_tickets t ON t.id = n.ticket_id LEFT JOIN users actor ON actor.id = n.actor_id
) x ORDER BY x.created_at DESC, x.id DESC`

const page = statement<JsonRow>(
  noticesSql(`SELECT * FROM notifications n WHERE ${OWN} ORDER BY n.created_at DESC, n.id DESC LIMIT $1`),
)
const pageBeyond = statement<JsonRow>(
  noticesSql(`SELECT * FROM notifications n WHERE ${OWN} AND (n.created_at, n.id) < ($2::timestamptz, $3::uuid)
    ORDER BY n.created_at DESC, n.id DESC LIMIT $1`),
)
const byIds = statement<JsonRow>(noticesSql(`SELECT * FROM notifications n WHERE ${OWN} AND n.id = ANY ($1::uuid[])`))
const unread = statement<{ count: number }>(
  `SELECT count(*)::int AS count FROM notifications n WHERE ${OWN} AND n.read_at IS NULL`,
)

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:?\d\d)?$/

/** A page of the viewer's own, the latest first, each with what it is ordered by. */
export async function listNotices(asked: Page): Promise<PageResult<Notice & { orderKey: string }>> {
  const rows = asked.after ? await beyond(asked.after, asked.limit + 1) : await page.rows(asked.limit + 1)
  return pageResult(
    rows.map(({ notice }) => ({ ...noticeFrom(notice), orderKey: notice['order_key'] as string })),
    asked,
  )
}

function beyond(cursor: string[], limit: number): Promise<JsonRow[]> {
  const [key, id] = cursor as [string, string]
  if (!TIME.test(key) || !isUuid(id))
    throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
  return pageBeyond.rows(limit, key, id)
}

/** Those of the viewer's own that have these ids. */
export async function readNotices(ids: readonly string[]): Promise<Notice[]> {
  return (await byIds.rows(ids.filter(isUuid))).map(({ notice }) => noticeFrom(notice))
}

/** How many the viewer has not read. */
export async function countUnread(): Promise<number> {
  return (await unread.first())!.count
}

function noticeFrom(row: Record<string, any>): Notice {
  return {
    id: row['id'],
    kind: row['kind'],
    ticket: row['ticket_id'] && {
      id: row['ticket_id'],
      number: row['ticket_number'],
      subject: row['ticket_subject'],
      requesterId: row['requester_id'],
    },
    actor: personFrom(row, 'actor'),
    messageId: row['message_id'],
    data: row['data'],
    count: row['count'],
    createdAt: row['created_at'],
    readAt: row['read_at'],
  }
}
