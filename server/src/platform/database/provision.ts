import { createHmac } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartError, errorCode } from '../errors/startError.ts'
import { connect, urlAs, withClient } from './connect.ts'

/** One connection URL for each of the server's database roles. None of them owns a table or may bypass row-level security. */
export interface RoleUrls {
  /** Staff: sees everything that staff may see. */
  staff: string
  /** Buyers and sellers: sees only their own data. */
  requester: string
  /** Sign-in: sees only its own tables. */
  auth: string
  /** Imports, seeding and maintenance: no time limits. */
  maintenance: string
  /** The job queue: sees only its own tables. */
  jobs: string
}

const ATTEMPTS = 10
const PROVISION_LOCK = 7_270_003
const ATTRIBUTES = 'login noinherit nosuperuser nobypassrls nocreatedb nocreaterole'
/** Whose rights staff operations have while the desk, or a ticket, is private: parley_staff switches to one of them (identity.ts). */
const RESTRICTED = ['parley_restricted', 'parley_partly_restricted']
const RESTRICTED_ATTRIBUTES = 'nologin noinherit nosuperuser nobypassrls nocreatedb nocreaterole'
const LIMITED = {
  statement_timeout: '15s',
  idle_in_transaction_session_timeout: '15s',
  // The inbox feed waits for the oldest writing transaction, so none may stay open for long.
  transaction_timeout: '30s',
}
const SETTINGS: Record<keyof RoleUrls, Record<string, string>> = {
  staff: LIMITED,
  requester: LIMITED,
  auth: LIMITED,
  maintenance: {},
  jobs: LIMITED,
}
const NAMES = Object.keys(SETTINGS) as (keyof RoleUrls)[]

/**
 * Creates the server's roles if they are missing, and returns their URLs. The passwords are derived from the secret (or,
 * without one, from the owner's password), so that every node derives the same and none is stored. Roles belong to the
 * whole cluster, and migrations GRANT to them by name: this runs first, as the owner (CREATEROLE).
 */
export async function provisionRoles(ownerUrl: string, options: { secret?: string } = {}): Promise<RoleUrls> {
  const urls = roleUrls(ownerUrl, options.secret)
  await withClient(ownerUrl, 'parley provisioning', async (client) => {
    await client.query('select pg_advisory_lock($1)', [PROVISION_LOCK])
    for (const name of NAMES)
      await persistently(client, `parley_${name}`, async (role) => {
        await createOrCorrect(client, role, SETTINGS[name])
        if (!(await canLogIn(urls[name]))) await setPassword(client, role, urls[name])
      })
    for (const role of RESTRICTED) await persistently(client, role, (name) => provisionRestricted(client, name))
  })
  return urls
}

/** The URLs of the roles, without looking whether they exist. */
export function roleUrls(ownerUrl: string, given: string | undefined): RoleUrls {
  const secret = given ?? decodeURIComponent(new URL(ownerUrl).password)
  return Object.fromEntries(
    NAMES.map((name) => [name, urlAs(ownerUrl, `parley_${name}`, rolePassword(secret, `parley_${name}`))]),
  ) as unknown as RoleUrls
}

/** The password of a role, derived from this secret. */
export function rolePassword(secret: string, role: string): string {
  return createHmac('sha256', secret).update(`parley database role ${role}`).digest('base64url')
}

async function persistently(client: pg.Client, role: string, work: (role: string) => Promise<void>): Promise<void> {
  // The lock above is per database, but roles are per cluster: a start on another database may change the same rows.
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(role)
    } catch (error) {
      if (errorCode(error) === '42501') throw new StartError(notAllowed(client.user ?? '', role))
      if (!isLostRace(error) || attempt === ATTEMPTS) throw error
      await sleep(20 * attempt * Math.random())
    }
  }
}

/** A role that nobody signs in with; parley_staff may switch to it, and has none of its privileges before. */
async function provisionRestricted(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ harmless: boolean; granted: boolean }>(
    `select not (rolcanlogin or rolinherit or rolsuper or rolbypassrls or rolcreatedb or rolcreaterole) as harmless,
            exists (select from pg_auth_members m where m.roleid = r.oid and m.member = 'parley_staff'::regrole and m.set_option
              and not m.inherit_option) as granted
       from pg_roles r where rolname = $1`,
    [role],
  )
  const found = rows[0]
  if (!found) await client.query(`create role ${role} ${RESTRICTED_ATTRIBUTES}`)
  else if (!found.harmless) await client.query(`alter role ${role} ${RESTRICTED_ATTRIBUTES}`)
  if (!found?.granted) await client.query(`grant ${role} to parley_staff with inherit false, set true`)
}

async function createOrCorrect(client: pg.Client, role: string, wanted: Record<string, string>): Promise<void> {
  const found = await readRole(client, role)
  if (!found) await client.query(`create role ${role} ${ATTRIBUTES}`)
  else if (!found.harmless) await client.query(`alter role ${role} ${ATTRIBUTES}`)
  for (const [setting, value] of Object.entries(wanted)) {
    if (found?.settings.includes(`${setting}=${value}`)) continue
    await client.query(`alter role ${role} set ${setting} = '${value}'`)
  }
  if (!found?.may_connect) await client.query(grantConnect(client, role))
}

async function readRole(client: pg.Client, role: string): Promise<FoundRole | undefined> {
  const { rows } = await client.query<FoundRole>(
    `select coalesce(rolconfig, '{}') as settings,
            rolcanlogin and not (rolinherit or rolsuper or rolbypassrls or rolcreatedb or rolcreaterole) as harmless,
            has_database_privilege(oid, current_database(), 'connect') as may_connect
       from pg_roles where rolname = $1`,
    [role],
  )
  return rows[0]
}

interface FoundRole {
  settings: string[]
  harmless: boolean
  may_connect: boolean
}

async function setPassword(client: pg.Client, role: string, url: string): Promise<void> {
  const password = pg.escapeLiteral(decodeURIComponent(new URL(url).password))
  await client.query(`alter role ${role} password ${password}`)
}

// Only a superuser may read password hashes, so the password is checked by signing in with it.
async function canLogIn(url: string): Promise<boolean> {
  try {
    const client = await connect(url, 'parley provisioning')
    await client.end()
    return true
  } catch (error) {
    if (errorCode(error) === '28P01') return false
    throw error
  }
}

function grantConnect(client: pg.Client, role: string): string {
  return `grant connect on database ${pg.escapeIdentifier(client.database ?? '')} to ${role}`
}

// 42710 and 23505: created concurrently. XX000: "tuple concurrently updated".
function isLostRace(error: unknown): boolean {
  const code = errorCode(error) ?? ''
  return code === '42710' || code === '23505' || (code === 'XX000' && /concurrently/.test((error as Error).message))
}

function notAllowed(owner: string, role: string): string {
  return `The database user ${owner} may not create or change the role ${role}: give it CREATEROLE, and ADMIN on roles that exist already.`
}
