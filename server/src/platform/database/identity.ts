/** The kinds of identity a transaction can have. The first four are people's roles. */
export type IdentityRole = 'buyer' | 'seller' | 'agent' | 'admin' | 'maintenance'

/** The identity a transaction runs under. `userId` is null for a visibility class (all staff), for the desk and for maintenance. */
export interface Identity {
  readonly role: IdentityRole
  readonly userId: string | null
  /** The desk itself, which no private ticket is hidden from. */
  readonly isDesk?: true
}

/** The identity for reads shared between all staff: it sees what everyone of the staff sees. */
export const STAFF_CLASS: Identity = { role: 'agent', userId: null }

/** The identity of background jobs and of nodes that act as staff. It sees all tickets, and writes nothing that has an author. */
export const DESK: Identity = { role: 'agent', userId: null, isDesk: true }

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

/**
 * SQL to be sent after that of identitySql: while the desk or a ticket is private, staff continue in a restricted role. The database
 * decides, in the transaction itself (prisma/sql/90_private.sql): no cache of a server can be late.
 */
export function roleSql({ role, isDesk }: Identity): string {
  return isStaffRole(role) && !isDesk ? `; SELECT set_config('role', database_role(), true)` : ''
}
