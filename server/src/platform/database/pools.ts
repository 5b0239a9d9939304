import pg from 'pg'
import { KeyedLimit } from '../keyedLimit.ts'
import { Generation } from './generation.ts'
import type { Logger } from '../log.ts'
import type { Identity } from './identity.ts'
import { isStaffRole } from './identity.ts'
import type { RoleUrls } from './provision.ts'
import { HINTS_OF_NODE, takeHints } from './takeHints.ts'

/**
 * One pool per database role: a cached plan that depends on row-level security is discarded when a connection changes role.
 */
export interface Pools {
  readonly staff: pg.Pool
  readonly requester: pg.Pool
  readonly auth: pg.Pool
  readonly maintenance: pg.Pool
  /** The pool for the database role of this identity. */
  for(identity: Identity): pg.Pool
  /** Waits until this person may use another connection; resolves with a function that releases it. */
  enter(identity: Identity, mode: 'read' | 'write'): Promise<() => void>
  /** Which start of PostgreSQL the connections belong to. */
  readonly generation: Generation
  close(): Promise<void>
}

/** How long an operation waits for a connection before it fails with SERVICE_UNAVAILABLE, in milliseconds. */
const CONNECT_TIMEOUT_MS = 10_000
const SIZES = { staff: 8, requester: 8, auth: 4, maintenance: 4 }
/** The maximum connections of one person: together they must be fewer than their pool has. */
const PERSON_MAX = { read: 4, write: 3 }

// Planning the joins of row-level security costs more than running them; a statement whose plan depends on its values uses
// planForValues().
const GENERIC_PLANS = '-c plan_cache_mode=force_generic_plan'

// Without a transaction that sets an identity (identity.ts), every table with policies is refused, also for statements planned
// under an identity: PostgreSQL discards a cached plan when row_security has changed.
const NOTHING_WITHOUT_IDENTITY = '-c row_security=off'

/** The name of the pool for the database role of this identity. */
export function poolFor({ role }: Identity): 'staff' | 'requester' | 'maintenance' {
  if (role === 'maintenance') return role
  return isStaffRole(role) ? 'staff' : 'requester'
}

interface PoolOptions {
  /** Without it, one person may use all connections. */
  limited?: boolean
  /** Takes the hints of transactions, after each has ended; without it, PostgreSQL notifies. */
  passHints?: ((hints: string[]) => void) | undefined
}

/** Opens the pools; nothing connects until the first query. */
export function openPools(urls: RoleUrls, log: Logger, { limited = true, passHints }: PoolOptions = {}): Pools {
  const generation = new Generation(log)
  const open = (name: keyof typeof SIZES, options: string) => {
    const pool = new pg.Pool({
      connectionString: urls[name],
      max: SIZES[name],
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
      // BEGIN with the identity and the first query are sent together, which saves a round trip for each operation.
      pipeline: true,
      onConnect: (client) => generation.check(client),
      application_name: `parley ${name}`,
      options: passHints ? `${options} ${HINTS_OF_NODE}` : options,
    })
    // An idle connection that dies (a restarted PostgreSQL) must not end the process.
    pool.on('error', (error) => log.warn({ err: error.message, pool: name }, 'a database connection was lost'))
    // A client in use reports the same through its query; this listener keeps Node from throwing.
    pool.on('connect', (client) => void client.on('error', () => {}))
    if (passHints) pool.on('connect', (client) => takeHints(client, passHints))
    return pool
  }
  const pools = {
    staff: open('staff', `${GENERIC_PLANS} ${NOTHING_WITHOUT_IDENTITY}`),
    requester: open('requester', `${GENERIC_PLANS} ${NOTHING_WITHOUT_IDENTITY}`),
    // Each of these two has one fixed identity per connection.
    auth: open('auth', '-c parley.viewer_role=auth'),
    maintenance: open('maintenance', '-c parley.viewer_role=maintenance'),
  }
  const limits = { read: new KeyedLimit(PERSON_MAX.read), write: new KeyedLimit(PERSON_MAX.write) }
  return {
    ...pools,
    generation,
    enter: async ({ userId }, mode) => (limited && userId !== null ? limits[mode].enter(userId) : () => {}),
    for: (identity) => pools[poolFor(identity)],
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end()))
    },
  }
}
