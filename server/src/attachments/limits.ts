import type { Env } from '../env.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'

/** The upload limits, which clients can read before they upload. */
export interface Limits {
  /** The maximum number of bytes of one file. */
  fileBytes: number
  /** The maximum number of files of one message. */
  messageFiles: number
  /** The maximum number of bytes of one person within 24 hours. */
  dayBytes: number
}

/** The maximum number of a person's uploads that are not attached to a message yet. */
export const UNATTACHED_MAX = 200

/** The limits configured in the environment. */
export function limitsOf(env: Pick<Env, 'FILE_MAX_BYTES' | 'FILES_PER_MESSAGE' | 'FILE_DAY_BYTES'>): Limits {
  return { fileBytes: env.FILE_MAX_BYTES, messageFiles: env.FILES_PER_MESSAGE, dayBytes: env.FILE_DAY_BYTES }
}

// By the last byte and not the first: an upload started on another day counts for the day on which it grows.
const usage = statement<{ bytes: string; unattached: number }>(`
  SELECT coalesce(sum(size), 0) AS bytes, count(*) FILTER (WHERE message_id IS NULL)::int AS unattached
  FROM attachments
  WHERE owner_id = $1 AND touched_at > now() - interval '1 day' AND state <> 'pending_deletion' AND id IS DISTINCT FROM $2::uuid`)

/** The bytes uploaded by the operation's person within the last 24 hours, excluding one upload. */
export async function usedToday(except: string | null = null): Promise<{ bytes: number; unattached: number }> {
  const used = await usage.first(currentOperation().identity.userId, except)
  return { bytes: Number(used?.bytes ?? 0), unattached: used?.unattached ?? 0 }
}
