import { randomUUID } from 'node:crypto'
import { statement } from '../platform/database/statement.ts'
import { addJob } from '../platform/jobs/addJob.ts'

/** Attempts to hand a message over; the last is about four hours after the first. */
const MAX_ATTEMPTS = 9

interface NewText {
  userId: string
  kind: 'notifications' | 'code'
  phone: string
  body: string
}

const add = statement('INSERT INTO text_messages (id, user_id, kind, phone, body) VALUES ($1, $2, $3, $4, $5)')
const removeOld = statement(`
  WITH codes AS (DELETE FROM phone_codes WHERE created_at < now() - interval '1 day')
  DELETE FROM text_messages WHERE created_at < now() - interval '30 days'`)

/** Stores a text message and adds the job that sends it, both with the current operation. Returns its id. */
export async function addText({ userId, kind, phone, body }: NewText): Promise<string> {
  const id = randomUUID()
  await add.rows(id, userId, kind, phone, body)
  await addJob('send_text', { textId: id }, { key: `text:${id}`, maxAttempts: MAX_ATTEMPTS })
  return id
}

/** Removes text messages of a month ago and codes of yesterday, as maintenance. */
export async function removeOldTexts(): Promise<void> {
  await removeOld.rows()
}
