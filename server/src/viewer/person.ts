import type { UserRole } from '../generated/prisma/client.ts'

/** A person as returned by the API; Prisma's User without private columns. */
export interface Person {
  id: string
  name: string
  email: string
  role: UserRole
  avatarUrl: string | null
  /** Whether it is a service account. */
  isService: boolean
  expertise: string[]
  lastSeenAt: Date | string | null
}

/** A placeholder for a person whom the reader may no longer see, used when an event about their removal is delivered. */
export function hiddenPerson(id: string): Person {
  return {
    id,
    name: 'Unknown user',
    email: '',
    role: 'buyer',
    avatarUrl: null,
    isService: false,
    expertise: [],
    lastSeenAt: null,
  }
}

/** SQL for the address that takes the place of that of an erased person, a row of users named `alias`. */
export const erasedEmail = (alias: string): string => `'deleted-' || ${alias}.id || '@parley.invalid'`

/** Whether the person's data were erased: only their row is left. */
export const isErased = ({ id, email }: Pick<Person, 'id' | 'email'>): boolean =>
  email === `deleted-${id}@parley.invalid`

/** The name that an erased person's shops get. */
export const ERASED_SHOP = 'Deleted shop'

/** SQL for the columns of a person from the users table named `alias`, each prefixed. Read back with `personFrom`. */
export function personColumns(alias: string, prefix: string): string {
  return ['id', 'name', 'email', 'role', 'avatar_url', 'is_service', 'expertise', 'last_seen_at']
    .map((column) => `${alias}.${column} AS ${prefix}_${column}`)
    .join(', ')
}

/** The person in a row selected with `personColumns`; null if the join found none. */
export function personFrom(row: Record<string, any>, prefix: string): Person | null {
  const id = row[`${prefix}_id`] as string | null | undefined
  if (id == null) return null
  return {
    id,
    name: row[`${prefix}_name`],
    email: row[`${prefix}_email`],
    role: row[`${prefix}_role`],
    avatarUrl: row[`${prefix}_avatar_url`],
    isService: row[`${prefix}_is_service`],
    expertise: row[`${prefix}_expertise`],
    lastSeenAt: row[`${prefix}_last_seen_at`],
  }
}
