import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { isVisible } from '../platform/characters.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { isStorable, lineOf, problemOfLine } from '../platform/text.ts'
import { emailForms } from './emailAddress.ts'
import { type ExternalShop, openShop } from './externalShop.ts'
import { removeLinks } from './mailedLinks.ts'

/** Somebody whom another system has identified: an identity provider, or the shop's own site. */
export interface IdentifiedPerson {
  /** The system, as in accounts.provider_id. */
  source: string
  /** How the system knows the person; it never changes. */
  sub: string
  /** A normalised address that the system has verified; undefined if it has verified none. */
  verifiedEmail: string | undefined
  name: string | undefined
  /** The role that the system gives; undefined if it gives none. */
  role: UserRole | undefined
  /** The role of a new person without one; null creates nobody. */
  defaultRole: UserRole | null
  /** The shop of a seller. */
  shop: ExternalShop | undefined
}

/** What a system may do. */
export interface SourceRules {
  /** Accounts of other roles are left alone; undefined for all. */
  roles?: readonly UserRole[]
  /** Whether name and address follow, and staff keep their role if the system gives another. */
  follows: boolean
  /** Whether disabled accounts are written, too. */
  disabledToo?: boolean
}

/** Why a person is not let in. `KNOWN`: another account has their new address. */
type IdentityProblem = 'EMAIL_UNVERIFIED' | 'NOT_ALLOWED' | 'DISABLED' | 'KNOWN'

/** Rolls the transaction back. */
export class IdentityRefusal extends Error {
  readonly problem: IdentityProblem

  constructor(problem: IdentityProblem) {
    super(problem)
    this.problem = problem
  }
}

/** The person, and what was written. */
export interface IdentifiedAccount {
  id: string
  outcome: 'created' | 'updated' | 'unchanged'
  disabled: boolean
}

interface Account {
  id: string
  name: string
  email: string
  emailVerified: boolean
  role: UserRole
  disabled: boolean
  isService: boolean
}

const ACCOUNT = `u.id, u.name, u.email, u.email_verified as "emailVerified", u.role, u.disabled_at is not null as disabled,
  u.is_service as "isService"`

/**
 * Creates or updates the person whom a system has identified, within the caller's transaction: known by the system's subject,
 * else by the address that the system has verified, else a new one. An unverified address never gives access to an account, and creates
 * none that its owner would find taken. Throws an IdentityRefusal.
 */
export async function writeIdentified(
  client: pg.ClientBase,
  person: IdentifiedPerson,
  rules: SourceRules,
): Promise<IdentifiedAccount> {
  // Concurrent sign-ins of a new person create one.
  await client.query('select pg_advisory_xact_lock(7270044, hashtext($1))', [`${person.source} ${person.sub}`])
  const linked = await client.query<Account>(
    `select ${ACCOUNT} from accounts a join users u on u.id = a.user_id
      where a.provider_id = $1 and a.account_id = $2 for update of u`,
    [person.source, person.sub],
  )
  const known = linked.rows[0] ?? (await byAddress(client, person))
  if (known) refuseUnlessOpen(known, rules)
  const account = known ?? (await create(client, person))
  if (!linked.rows[0]) await link(client, account.id, person)
  const changed = known ? await update(client, known, person, rules) : false
  const shopChanged = account.role === 'seller' && (await openShop(client, account.id, person.source, person.shop))
  if (!known) return { id: account.id, outcome: 'created', disabled: false }
  const outcome = changed || shopChanged || !linked.rows[0] ? 'updated' : 'unchanged'
  return { id: account.id, outcome, disabled: account.disabled }
}

/** A name from another system, in the form that the desk stores; undefined if it cannot be shown. */
export function lineFrom(claim: unknown): string | undefined {
  if (typeof claim !== 'string' || !isStorable(claim)) return undefined
  const line = [...lineOf(claim)].slice(0, 100).join('').slice(0, 100).trim()
  return isStorable(line) && isVisible(line) && !problemOfLine(line) ? line : undefined
}

function refuseUnlessOpen({ disabled, isService, role }: Account, { roles, disabledToo }: SourceRules): void {
  if (isService || (roles && !roles.includes(role))) throw new IdentityRefusal('NOT_ALLOWED')
  if (disabled && !disabledToo) throw new IdentityRefusal('DISABLED')
}

async function byAddress(client: pg.ClientBase, { verifiedEmail }: IdentifiedPerson): Promise<Account | undefined> {
  if (!verifiedEmail) throw new IdentityRefusal('EMAIL_UNVERIFIED')
  await lockAddress(client, verifiedEmail)
  const { rows } = await client.query<Account>(
    `select ${ACCOUNT} from users u where email = any ($1) order by array_position($1, email) limit 1 for update`,
    [emailForms(verifiedEmail)],
  )
  return rows[0]
}

async function create(client: pg.ClientBase, person: IdentifiedPerson): Promise<Account> {
  const role = person.role ?? person.defaultRole
  if (!role) throw new IdentityRefusal('NOT_ALLOWED')
  const email = person.verifiedEmail!
  const { rows } = await client.query<Account>(
    `insert into users as u (name, email, email_verified, role) values ($1, $2, true, $3)
      on conflict (email) do nothing returning ${ACCOUNT}`,
    [person.name ?? email.split('@')[0], email, role],
  )
  // Somebody has signed up with it at this moment.
  return rows[0] ?? refuseKnown()
}

async function link(client: pg.ClientBase, userId: string, { source, sub }: IdentifiedPerson): Promise<void> {
  await client.query('insert into accounts (user_id, account_id, provider_id) values ($1, $2, $3)', [
    userId,
    sub,
    source,
  ])
}

/** Writes what has changed, also in `account`. */
async function update(
  client: pg.ClientBase,
  account: Account,
  person: IdentifiedPerson,
  rules: SourceRules,
): Promise<boolean> {
  const role = nextRole(account, person, rules)
  const name = (rules.follows && person.name) || account.name
  const email = rules.follows ? await nextEmail(client, account, person) : account.email
  const emailVerified = account.emailVerified || email !== account.email || (rules.follows && isSame(account, person))
  const next = { role, name, email, emailVerified }
  if (Object.entries(next).every(([field, value]) => account[field as keyof Account] === value)) return false
  await client.query(
    `update users set role = $2, name = $3, email = $4, email_verified = $5, updated_at = now() where id = $1`,
    [account.id, role, name, email, emailVerified],
  )
  if (email !== account.email) await removeLinks(client, account.id)
  Object.assign(account, next)
  return true
}

// Admins are made and unmade on the desk alone, so that no system can take away the last one.
function nextRole({ role }: Account, person: IdentifiedPerson, { follows }: SourceRules): UserRole {
  if (!person.role || role === 'admin') return role
  return follows && isStaffRole(role) && !isStaffRole(person.role) ? role : person.role
}

const isSame = ({ email }: Account, { verifiedEmail }: IdentifiedPerson) =>
  verifiedEmail !== undefined && emailForms(verifiedEmail).includes(email)

async function nextEmail(client: pg.ClientBase, account: Account, person: IdentifiedPerson): Promise<string> {
  const { verifiedEmail } = person
  if (!verifiedEmail || isSame(account, person)) return account.email
  await lockAddress(client, verifiedEmail)
  const taken = await client.query('select from users where email = any ($1)', [emailForms(verifiedEmail)])
  return taken.rowCount ? refuseKnown() : verifiedEmail
}

async function lockAddress(client: pg.ClientBase, email: string): Promise<void> {
  await client.query('select pg_advisory_xact_lock(7270048, hashtext($1))', [email])
}

function refuseKnown(): never {
  throw new IdentityRefusal('KNOWN')
}
