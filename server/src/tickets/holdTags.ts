import { statement } from '../platform/database/statement.ts'

const hold = statement('SELECT pg_advisory_xact_lock_shared(tags_lock())')

/**
 * Lets no tag be renamed, merged or deleted until the operation ends. For operations that set tags: before they lock a ticket
 * (docs/decisions/079). Others that set tags at once do not conflict.
 */
export async function holdTags(): Promise<void> {
  await hold.rows()
}
