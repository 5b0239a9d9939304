import { kindOf } from '../attachments/contentType.ts'
import { ORIGINAL_MAIL } from '../inboundMails/settings.ts'
import { reachedSql } from '../messages/reads.ts'
import { column, type Field, made, many, one, person, value } from './field.ts'
import { globalId } from './globalId.ts'

/** The mail that a message was, if its id says that it may have been one (mayBeMail() of inboundMails/settings.ts). */
const mail = (t: string, selected: string): string =>
  `CASE WHEN substr(${t}.id::text, 15, 1) = '8' THEN (SELECT ${selected} FROM inbound_mails i WHERE i.message_id = ${t}.id LIMIT 1) END`

/** The columns of the event that added a message, besides those of the message. */
export const EVENT_OF_MESSAGE = 'e.actor_id, e.seq, e.public_seq, e.shop_seq'

const eventColumn = (name: string): string =>
  `(SELECT e.${name} FROM ticket_events e WHERE e.message_id = m.id AND e.kind = 'message_added') AS ${name}`

/** A message that is read without its event. Columns that nothing selects cost nothing. */
export const MESSAGE_ALONE = `SELECT m.*, m.author_id AS actor_id, ${['seq', 'public_seq', 'shop_seq'].map(eventColumn).join(', ')} FROM ticket_messages m`

/** A message: a row of ticket_messages, with EVENT_OF_MESSAGE. */
export const MESSAGE: Record<string, Field> = {
  id: globalId('Message'),
  clientId: column('id'),
  senderRole: value(({ t }) => `nullif(${t}.sender_type::text, 'system')`),
  // Without a loader: the row of the event has the actor in place of an author whom the viewer cannot see.
  author: person(
    ({ t }) => `${t}.author_id`,
    ({ t }) => `${t}.author_id IS DISTINCT FROM ${t}.actor_id AND ${t}.author_id IS NOT NULL`,
  ),
  quoted: one(({ t: message }, t) => `(${MESSAGE_ALONE} WHERE m.id = ${message}.quoted_message_id) ${t}`),
  attachments: many(
    ({ t: message }, t) =>
      `attachments ${t} WHERE ${t}.message_id = ${message}.id AND ${t}.state = 'attached' ORDER BY ${t}.position, ${t}.id`,
    ({ t }) => `${t}.attachment_count = 0 OR ${t}.deleted_at IS NOT NULL`,
  ),
  mentions: many(
    (
      { t: message },
      t,
    ) => `users ${t} WHERE ${t}.id IN (SELECT m.id::uuid FROM ticket_events e, jsonb_array_elements_text(e.data -> 'mentions') AS m (id)
      WHERE e.message_id = ${message}.id AND e.kind IN ('message_added', 'message_edited')) ORDER BY ${t}.id`,
    ({ t }) => `${t}.audience <> 'staff' OR strpos(coalesce(${t}.body, ''), '@') = 0`,
  ),
  reactions: many(
    (
      { t: message },
      t,
    ) => `(SELECT r.message_id, r.emoji, min(r.at) AS at FROM message_reactions r JOIN users u ON u.id = r.user_id
      WHERE r.message_id = ${message}.id GROUP BY r.message_id, r.emoji) ${t} ORDER BY ${t}.at, ${t}.emoji`,
  ),
  readBy: many(
    ({ t: message, scope }, t) => `read_markers r JOIN users ${t} ON ${t}.id = r.user_id
      WHERE r.ticket_id = ${message}.ticket_id AND ${reachedSql(scope, 'r', message)} AND r.user_id <> ${message}.actor_id
        AND r.user_id IS DISTINCT FROM (SELECT viewer_id()) ORDER BY ${t}.name, ${t}.id`,
    () => 'false',
    {
      from: ({ ticketId }, _row, t) =>
        `read_markers r JOIN users ${t} ON ${t}.id = r.user_id WHERE r.ticket_id = ${ticketId} AND r.user_id IS DISTINCT FROM (SELECT viewer_id())`,
      columns: ({ scope }, t) =>
        `r.user_id, r.side, ${scope.name === 'staff' ? 'r.seq, ' : ''}r.public_seq, r.shop_seq, ${t}.name, ${t}.id`,
      of: ({ t: message, scope }, list) =>
        `${reachedSql(scope, list, message)} AND ${list}.user_id <> ${message}.actor_id ORDER BY ${list}.name, ${list}.id`,
    },
  ),
  viaEmail: value(({ t }) => `coalesce(${mail(t, 'true')}, false)`),
  originalMailUrl: value(({ t, scope }) =>
    scope.name === 'staff' ? mail(t, `'${ORIGINAL_MAIL.before}' || i.id || '${ORIGINAL_MAIL.after}'`) : 'NULL::text',
  ),
}

/** An emoji on a message, with the message's id. */
export const REACTION: Record<string, Field> = {
  users: many(
    ({ t: reaction }, t) => `message_reactions r JOIN users ${t} ON ${t}.id = r.user_id
      WHERE r.message_id = ${reaction}.message_id AND r.emoji = ${reaction}.emoji ORDER BY r.at, ${t}.id`,
  ),
}

interface FileFacts {
  id: string
  name: string
  external: string | null
  preview: string
  type: string
}

const facts = ({ t }: { t: string }): string =>
  `json_build_object('id', ${t}.id, 'name', ${t}.file_name, 'external', ${t}.external_url, 'preview', ${t}.preview, 'type', ${t}.content_type)`

/** A file: a row of attachments. */
export const ATTACHMENT: Record<string, Field> = {
  id: globalId('Attachment'),
  kind: made(facts, ({ type, preview, external }: FileFacts) =>
    kindOf({ contentType: type, preview: preview as never, externalUrl: external }).toUpperCase(),
  ),
  url: made(
    facts,
    ({ id, name, external }: FileFacts, { services }) => external ?? services.files.links.make(id, 'file', name),
  ),
  thumbnailUrl: made(facts, ({ id, name, preview }: FileFacts, { services }) =>
    preview === 'ready' ? services.files.links.make(id, 'preview', name) : null,
  ),
  previewState: column('preview'),
}
