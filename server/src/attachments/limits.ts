import type { Env } from '../env.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'

/** How much may be sent; told to clients before they upload. */
export interface Limits {
  /** Bytes of one file. */
  fileBytes: number
  /** Files of one message. */
  messageFiles: number
  /** Bytes of one person within 24 hours. */
  dayBytes: number
}

/** How many uploads a person may have that are not attached to a message yet. */
export const UNATTACHED_MAX = 200

/** The limits that the environment sets. */
export function limitsOf(env: Pick<Env, 'FILE_MAX_BYTES' | 'FILES_PER_MESSAGE' | 'FILE_DAY_BYTES'>): Limits {
  return { fileBytes: env.FILE_MAX_BYTES, messageFiles: env.FILES_PER_MESSAGE, dayBytes: env.FILE_DAY_BYTES }
}

// By the last byte, not the beginning: an upload that was begun on another day counts for the day on which it grows.
const usage = statement<{ bytes: string; unattached: number }>(`
  SELECT coalesce(sum(size), 0) AS bytes, count(*) FILTER (WHERE message_id IS NULL)::int AS unattached
  FROM attachments
  WHERE owner_id = $1 AND touched_at > now() - interval '1 day' AND state <> 'pending_deletion' AND id IS DISTINCT FROM $2::uuid`)

/** What the person of this operation has uploaded within the last 24 hours, one upload aside. */
export async function usedToday(except: string | null = null): Promise<{ bytes: number; unattached: number }> {
  const used = await usage.first(currentOperation().identity.userId, except)
  return { bytes: Number(used?.bytes ?? 0), unattached: used?.unattached ?? 0 }
}
