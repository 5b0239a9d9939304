import type { UserRole } from '../generated/prisma/client.ts'

/** A person as the API shows one; the shape of Prisma's User without what is nobody's business. */
export interface Person {
  id: string
  name: string
  email: string
  role: UserRole
  avatarUrl: string | null
  expertise: string[]
  lastSeenAt: Date | string | null
}

/** Stands for somebody whom the reader may not see any more, in what still has to be delivered: that they have gone. */
export function hiddenPerson(id: string): Person {
  return { id, name: 'Somebody', email: '', role: 'buyer', avatarUrl: null, expertise: [], lastSeenAt: null }
}

/** SQL for the columns of a person from the users table named `alias`, each prefixed. Read back with `personFrom`. */
export function personColumns(alias: string, prefix: string): string {
  return ['id', 'name', 'email', 'role', 'avatar_url', 'expertise', 'last_seen_at']
    .map((column) => `${alias}.${column} AS ${prefix}_${column}`)
    .join(', ')
}

/** The person in a row that was selected with `personColumns`; null where the join found nobody. */
export function personFrom(row: Record<string, any>, prefix: string): Person | null {
  const id = row[`${prefix}_id`] as string | null | undefined
  if (id == null) return null
  return {
    id,
    name: row[`${prefix}_name`],
    email: row[`${prefix}_email`],
    role: row[`${prefix}_role`],
    avatarUrl: row[`${prefix}_avatar_url`],
    expertise: row[`${prefix}_expertise`],
    lastSeenAt: row[`${prefix}_last_seen_at`],
  }
}
