import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { UploadError } from '../platform/files/blobs.ts'
import { type Limits, usedToday } from './limits.ts'

// Two concurrent uploads of one person must not both use the rest of the day's limit.
const lockDay = statement(`SELECT pg_advisory_xact_lock(hashtextextended('files ' || $1::text, 0))`)

/** The bytes that the operation's person has used of the day's limit, locked until the operation ends. */
export async function lockDayAndCount(except: string | null = null): Promise<{ bytes: number; unattached: number }> {
  await lockDay.rows(currentOperation().identity.userId)
  return usedToday(except)
}

/** Throws if the file is too large or empty. */
export function checkSize(size: number | undefined, { fileBytes }: Limits): void {
  if (size === 0) throw new UploadError(400, 'VALIDATION', 'The file is empty.')
  if (size !== undefined && size > fileBytes)
    throw new UploadError(413, 'FILE_TOO_LARGE', `A file can have at most ${fileBytes} bytes.`)
}

/** Throws if a person exceeds the day's limit. */
export function checkDay(bytes: number, { dayBytes }: Limits): void {
  if (bytes > dayBytes)
    throw new UploadError(413, 'DAY_LIMIT', `At most ${dayBytes} bytes can be uploaded within 24 hours.`)
}

const grow = statement<{ id: string }>(
  `UPDATE attachments SET touched_at = now(), size = $2 WHERE id = $1 AND state = 'uploading' RETURNING id`,
)

/**
 * Reserves `least` bytes of the day's limit for an upload of unknown length, and `most` if possible. Returns the total
 * reserved. Throws an UploadError with the code of the exceeded limit.
 */
export async function reserve(id: string, least: number, most: number, limits: Limits): Promise<number> {
  const { bytes } = await lockDayAndCount(id)
  checkDay(bytes + least, limits)
  const reserved = Math.min(most, limits.dayBytes - bytes)
  if (!(await grow.first(id, reserved))) throw new UploadError(404, 'NOT_FOUND', 'The upload does not exist.')
  return reserved
}

/** Records the bytes of an upload that count: those received, or all of them once its length is known. */
export async function settle(id: string, bytes: number): Promise<void> {
  await grow.first(id, bytes)
}
