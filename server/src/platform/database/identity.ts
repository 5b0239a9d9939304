/** The kinds of identity a transaction can have. The first four are people's roles. */
export type IdentityRole = 'buyer' | 'seller' | 'agent' | 'admin' | 'maintenance'

/** The identity a transaction runs under. `userId` is null for a visibility class (all staff) and for maintenance. */
export interface Identity {
  readonly role: IdentityRole
  readonly userId: string | null
}

/** The identity for reads shared between all staff. It cannot write anything that has an author. */
export const STAFF_CLASS: Identity = { role: 'agent', userId: null }

/** The identity of background jobs, which sees everything. Never used within a request. */
export const MAINTENANCE: Identity = { role: 'maintenance', userId: null }

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Whether the text is a UUID in PostgreSQL's output format. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}

/** True for agents and admins, who see the whole desk. */
export function isStaffRole(role: IdentityRole): boolean {
  return role === 'agent' || role === 'admin'
}

/**
 * SQL that gives the current transaction this identity, sent with BEGIN in one round trip. The values are validated,
 * since a simple query takes no parameters. It also turns row_security on: the pools' connections have it off, so that
 * they read nothing without an identity (docs/decisions/021).
 */
export function identitySql({ role, userId }: Identity): string {
  if (userId !== null && !isUuid(userId)) throw new TypeError('identity: userId is not a UUID')
  if (!/^[a-z]+$/.test(role)) throw new TypeError('identity: unknown role')
  return `SELECT set_config('row_security', 'on', true), set_config('parley.viewer_role', '${role}', true), set_config('parley.viewer_id', '${userId ?? ''}', true)`
}
