import type { Audience } from '../generated/prisma/client.ts'
import type { QuotedMessage } from '../mail/render.ts'
import { statement } from '../platform/database/statement.ts'

/** More messages of one notification than this are left to the ticket. */
const MESSAGES_MAX = 20
/** The most characters of a quoted message. */
const QUOTE_MAX = 500

interface Row extends Record<string, unknown> {
  notification_id: string
  kind_group: string
  messages:
    | {
        author: string | null
        body: string
        files: string[] | null
        audience: Audience
        quote: QuotedMessage['quote']
      }[]
    | null
}

// The messages since the first one that a delivery is about, by others than the recipient: what they may read of them.
const read = statement<Row>(`
  SELECT d.notification_id, notification_group(n.kind) AS kind_group, m.messages
  FROM notification_deliveries d JOIN notifications n ON n.id = d.notification_id
  LEFT JOIN LATERAL (
    SELECT json_agg(x ORDER BY x.id) AS messages FROM (
      SELECT e.id, u.name AS author, m.body, m.audience, (
        SELECT json_agg(a.file_name ORDER BY a.position) FROM attachments a WHERE a.message_id = m.id AND a.state = 'attached') AS files, (
        SELECT json_build_object('author', coalesce(w.name, 'Deleted user'), 'body', left(q.body, ${QUOTE_MAX}), 'isCut', length(q.body) > ${QUOTE_MAX})
        FROM ticket_messages q LEFT JOIN users w ON w.id = q.author_id WHERE q.id = m.quoted_message_id AND q.body <> '') AS quote
      FROM ticket_events first
      JOIN ticket_events e ON e.ticket_id = n.ticket_id AND e.id >= first.id AND e.kind = 'message_added'
      JOIN ticket_messages m ON m.id = e.message_id LEFT JOIN users u ON u.id = m.author_id
      WHERE first.ticket_id = n.ticket_id AND first.message_id = d.message_id AND first.kind = 'message_added'
        AND m.deleted_at IS NULL AND m.author_id IS DISTINCT FROM (SELECT viewer_id())
        AND (m.audience = 'staff') = (n.kind IN ('note', 'mention'))
        AND (n.kind <> 'mention' OR e.message_id = n.message_id OR e.data -> 'mentions' ? n.user_id::text)
      ORDER BY e.id DESC LIMIT ${MESSAGES_MAX}) x) m ON true
  WHERE d.id = ANY ($1::uuid[])`)

/** For each notification of these deliveries: its group, and the messages that belong into a mail, oldest first. */
export async function readMailMessages(deliveryIds: readonly string[]) {
  const rows = await read.rows(deliveryIds)
  return {
    groups: new Map(rows.map((row) => [row.notification_id, row.kind_group])),
    messages: new Map(rows.map((row) => [row.notification_id, (row.messages ?? []).map(quoted)])),
  }
}

const quoted = ({ author, body, files, audience, quote }: NonNullable<Row['messages']>[number]): QuotedMessage => ({
  author: author ?? 'Deleted user',
  body,
  files: files ?? [],
  audience,
  quote,
})
