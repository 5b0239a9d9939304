import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import PostalMime from 'postal-mime'
import { statement } from '../platform/database/statement.ts'
import type { Blobs } from '../platform/files/blobs.ts'
import { listStored } from '../platform/mail/mailFolder.ts'

// Mails, push and text messages to the person ($1), and to others about tickets in which the person wrote.
const groups = statement<{ id: string }>(`
  SELECT DISTINCT d.mail_id AS id FROM notification_deliveries d JOIN notifications n ON n.id = d.notification_id
  WHERE d.mail_id IS NOT NULL AND (d.user_id = $1 OR n.actor_id = $1 OR n.ticket_id IN (
    SELECT id FROM support_tickets WHERE requester_id = $1 UNION SELECT ticket_id FROM ticket_messages WHERE author_id = $1))`)
// What was not sent yet is composed again, from what is left.
const recompose = statement(`
  WITH gone AS (
    DELETE FROM mail_outbox WHERE id = ANY ($1::uuid[]) RETURNING id), pushes AS (
    DELETE FROM push_outbox WHERE group_id = ANY ($1::uuid[]) RETURNING group_id), texts AS (
    DELETE FROM text_messages WHERE id = ANY ($1::uuid[]) AND body IS NOT NULL RETURNING id)
  UPDATE notification_deliveries SET status = 'pending', reason = 'delay', due_at = now(), settled_at = NULL, mail_id = NULL
  WHERE mail_id IN (SELECT id FROM gone UNION SELECT group_id FROM pushes UNION SELECT id FROM texts)`)
const removeOwn = statement(
  'DELETE FROM mail_outbox m USING users u WHERE u.id = $1 AND (m.user_id = u.id OR m.recipient = u.email)',
)
const identity = statement<{ name: string; email: string }>('SELECT name, email FROM users WHERE id = $1')

// Originals of their messages that are deleted by now, and mails from their address that became no message.
const received = statement<{ id: string }>(`
  SELECT i.id FROM inbound_mails i JOIN ticket_messages m ON m.id = i.message_id WHERE m.author_id = $1 AND m.deleted_at IS NOT NULL
  UNION SELECT i.id FROM inbound_mails i JOIN users u ON u.id = $1
  WHERE i.message_id IS NULL AND u.email IN (lower(i.sender), lower(i.envelope_sender))`)
const forget = statement('DELETE FROM inbound_mails WHERE id = ANY ($1::uuid[])')

/** Removes outgoing mails, push and text messages that contain something of a person. Returns the ids of all such mails. */
export async function eraseOutgoing(userId: string): Promise<string[]> {
  const ids = (await groups.rows(userId)).map(({ id }) => id)
  await recompose.rows(ids)
  await removeOwn.rows(userId)
  return ids
}

/** Removes the mails of a person that were received: first the bytes, then the rows, so that an interrupted run is continued. */
export async function eraseReceived(userId: string, blobs: Blobs): Promise<void> {
  const ids = (await received.rows(userId)).map(({ id }) => id)
  for (const id of ids) await blobs.remove(id)
  await forget.rows(ids)
}

/** Name and address, until they are erased. */
export async function readIdentity(userId: string): Promise<{ name: string; email: string }> {
  return (await identity.first(userId))!
}

/**
 * Removes mails that a desk without a mail server has stored on disk: those with these ids, and those to a person or that contain
 * their name or address.
 */
export async function eraseStored(
  folder: string,
  ids: readonly string[],
  { name, email }: { name: string; email: string },
): Promise<void> {
  const known = new Set(ids)
  for (const file of await listStored(folder)) {
    const place = path.join(folder, file)
    if (known.has(file.slice(14, -4)) || (await contains(place, [name, email]))) await rm(place, { force: true })
  }
}

async function contains(place: string, words: readonly string[]): Promise<boolean> {
  const source = await readFile(place).catch(() => null)
  if (!source) return false
  const { to, subject, text, html } = await PostalMime.parse(source)
  const content = [...(to ?? []).map(({ address }) => address), subject, text, html].join('\n').toLowerCase()
  return words.some((word) => content.includes(word.toLowerCase()))
}
