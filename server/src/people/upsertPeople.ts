import type pg from 'pg'
import type { UserRole } from '../generated/prisma/client.ts'
import { sqlState } from '../platform/database/errors.ts'
import type { HandoverIssuer } from '../platform/handoverIssuers.ts'
import { checkedLine, isStorable } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { normalizeEmail } from '../viewer/emailAddress.ts'
import { handoverSource } from '../viewer/handover.ts'
import {
  type IdentifiedAccount,
  type IdentifiedPerson,
  IdentityRefusal,
  lineFrom,
  type SourceRules,
  writeIdentified,
} from '../viewer/identifiedPerson.ts'
import { inTransaction } from '../viewer/inTransaction.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { disablePerson } from './disablePerson.ts'
import { enablePerson } from './enablePerson.ts'
import { adminsOnly } from './lockPerson.ts'
import { NAME_MAX } from './renamePerson.ts'

/** How many people one call can have. */
export const UPSERT_MAX = 100
const ID_MAX = 255

/** A person of another system, as pushed by a program. */
export interface PushedPerson {
  externalId: string
  email?: string | null
  name?: string | null
  role?: UserRole | null
  shopExternalId?: string | null
  disabled?: boolean | null
  shopName?: string | null
  emailVerified?: boolean | null
}

/** What happened to one person: the account and what was written, or why nothing was. */
export type Upserted = IdentifiedAccount | UserError

interface UpsertPeople {
  issuer?: string | null
  people: readonly PushedPerson[]
}

/**
 * Creates or updates people as hand-over does, each in a transaction of its own: one that is rejected does not affect the others. Returns a
 * result for each person, in their order.
 */
export async function upsertPeople(
  viewer: Viewer,
  input: UpsertPeople,
  { auth, issuers }: { auth: pg.Pool; issuers: readonly HandoverIssuer[] },
): Promise<Upserted[]> {
  adminsOnly(viewer)
  if (input.people.length > UPSERT_MAX)
    throw new UserError('VALIDATION', `At most ${UPSERT_MAX} people at a time.`, ['input', 'people'])
  const { source, roles } = sourceOf(input.issuer, issuers)
  const results: Upserted[] = []
  for (const [index, pushed] of input.people.entries()) {
    try {
      const person = checked(pushed, source, roles)
      const written = await write(viewer, auth, person, { roles, follows: true, disabledToo: pushed.disabled != null })
      results.push(await setDisabled(viewer, written, { disabled: pushed.disabled, auth }))
    } catch (error) {
      results.push(refusal(error, index))
    }
  }
  return results
}

/** Without configured issuers, pushed people are of a system without a name. */
function sourceOf(issuer: string | null | undefined, issuers: readonly HandoverIssuer[]) {
  if (issuer == null && issuers.length === 0)
    return { source: handoverSource(''), roles: ['buyer', 'seller'] satisfies UserRole[] as UserRole[] }
  if (issuer == null && issuers.length > 1)
    throw new UserError('VALIDATION', 'There are several issuers: name one.', ['input', 'issuer'])
  const found = issuers.find((one) => issuer == null || one.issuer === issuer)
  if (!found) throw new UserError('VALIDATION', 'HANDOVER_ISSUERS has no such issuer.', ['input', 'issuer'])
  return { source: handoverSource(found.issuer), roles: found.roles }
}

function checked(pushed: PushedPerson, source: string, roles: readonly UserRole[]): IdentifiedPerson {
  const email = pushed.email == null ? undefined : normalizeEmail(pushed.email)
  if (pushed.email != null && !email) throw invalid('This is not an email address.', 'email')
  if (pushed.role != null && !roles.includes(pushed.role))
    throw new UserError('FORBIDDEN', 'The issuer may not give this role.', ['input', 'role'])
  const shop = pushed.shopExternalId ?? undefined
  const shopName = checkedLine(pushed.shopName ?? '', { field: 'shopName', max: NAME_MAX, optional: true })
  const named = shopName || lineFrom(shop)
  if (shop && !named) throw invalid('Name the shop.', 'shopName')
  return {
    source,
    sub: checkedId(pushed.externalId, 'externalId'),
    verifiedEmail: pushed.emailVerified === false ? undefined : (email ?? undefined),
    name: pushed.name == null ? undefined : checkedLine(pushed.name, { field: 'name', max: NAME_MAX }),
    role: pushed.role ?? undefined,
    defaultRole: roles[0]!,
    shop: named
      ? { externalId: shop && checkedId(shop, 'shopExternalId'), name: named, isUnnamed: !shopName }
      : undefined,
  }
}

function checkedId(id: string, field: string): string {
  if (id === '' || id.length > ID_MAX || !isStorable(id)) throw invalid(`An id has 1 to ${ID_MAX} characters.`, field)
  return id
}

// The audit log names the admin. Somebody whom the same operation has changed before is locked until it ends: not waited for.
function write(viewer: Viewer, auth: pg.Pool, person: IdentifiedPerson, rules: SourceRules) {
  return inTransaction(auth, async (client) => {
    await client.query(`select set_config('parley.viewer_id', $1, true), set_config('lock_timeout', '3s', true)`, [
      viewer.id,
    ])
    return writeIdentified(client, person, rules)
  })
}

/** Disables or enables the account, in the viewer's operation, if that was sent and is not so. */
async function setDisabled(
  viewer: Viewer,
  written: IdentifiedAccount,
  { disabled, auth }: { disabled: boolean | null | undefined; auth: pg.Pool },
): Promise<IdentifiedAccount> {
  if (disabled == null || disabled === written.disabled) return written
  if (disabled) await disablePerson(viewer, written.id, auth)
  else await enablePerson(viewer, written.id, auth)
  return { ...written, disabled, outcome: written.outcome === 'created' ? 'created' : 'updated' }
}

const PROBLEMS: Record<IdentityRefusal['problem'], UserError> = {
  EMAIL_UNVERIFIED: invalid('Only a verified address creates an account, or gives access to one.', 'emailVerified'),
  NOT_ALLOWED: new UserError('FORBIDDEN', 'The issuer may not change accounts of this role.', ['input', 'role']),
  DISABLED: new UserError('CONFLICT', 'This account is disabled.', ['input']),
  KNOWN: new UserError('CONFLICT', 'Another account has this email address.', ['input', 'email']),
}
const BUSY = new UserError('CONFLICT', 'The account is being changed right now. Try again.', ['input'])
const LOCK_TIMEOUT = '55P03'

/** With the path of the person's field. Throws what is no refusal. */
function refusal(error: unknown, index: number): UserError {
  const known =
    error instanceof IdentityRefusal ? PROBLEMS[error.problem] : sqlState(error) === LOCK_TIMEOUT ? BUSY : error
  if (!(known instanceof UserError)) throw error
  const [, ...field] = known.path ?? []
  return new UserError(known.code, known.message, ['input', 'people', String(index), ...field])
}

function invalid(message: string, field: string): UserError {
  return new UserError('VALIDATION', message, ['input', field])
}
