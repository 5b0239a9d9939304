import path from 'node:path'
import { ROOT, type Env } from '../../env.ts'
import { StartError, errorCode, oneLine } from '../errors/startError.ts'
import type { Logger } from '../log.ts'
import { withClient } from './connect.ts'
import { openEmbedded } from './embedded.ts'
import { SHORT_WAIT } from './lockRetries.ts'
import { migrate } from './migrate.ts'
import { provisionRoles, rolePassword, type RoleUrls } from './provision.ts'

/** transaction_timeout and the current rules of createrole were introduced with version 17. */
const OLDEST_MAJOR = 17

/** The folder of the migrations of this version. */
export const MIGRATIONS = path.join(ROOT, 'prisma/migrations')

/** A running database with roles created and migrations applied. */
export interface Database {
  ownerUrl: string
  roles: RoleUrls
  /** PARLEY_SECRET, or its replacement. */
  secret: string
  /** True for the PostgreSQL that Parley itself runs under DATA_DIR. */
  embedded: boolean
  close(): Promise<void>
}

/**
 * Opens the database that the environment names, or the embedded one. `claim` is for the one server of a data folder;
 * other programs join it.
 */
export async function openDatabase(env: Env, log: Logger, options: { claim?: boolean } = {}): Promise<Database> {
  const place = await openPlace(env, log, options)
  try {
    const roles = await provisionRoles(place.ownerUrl, { secret: env.PARLEY_SECRET })
    const onBlocked = (holders: string) => log.info({ holders }, 'Waiting for sessions that use the tables.')
    report(await migrate(place.ownerUrl, MIGRATIONS, { ...SHORT_WAIT, onBlocked }), log)
    return { ...place, roles }
  } catch (error) {
    await place.close()
    throw error
  }
}

/** A running database, as it is. */
export type Place = Omit<Database, 'roles'>

/** Opens the database of the environment without changing anything in it. */
export async function openPlace(env: Env, log: Logger, { claim }: { claim?: boolean } = {}): Promise<Place> {
  const place = env.DATABASE_URL ? await openGiven(env.DATABASE_URL) : await openOwn(env, log, claim)
  return { ...place, secret: env.PARLEY_SECRET ?? place.secret }
}

async function openOwn(env: Env, log: Logger, claim = false): Promise<Place> {
  const { ownerUrl, secret, close } = await openEmbedded({ dataDir: env.DATA_DIR, log, claim })
  return { ownerUrl, secret, close, embedded: true }
}

async function openGiven(ownerUrl: string): Promise<Place> {
  const major = Math.floor((await serverVersion(ownerUrl)) / 10_000)
  if (major < OLDEST_MAJOR) {
    throw new StartError(`DATABASE_URL is PostgreSQL ${major}: Parley needs ${OLDEST_MAJOR} or newer.`)
  }
  const secret = rolePassword(decodeURIComponent(new URL(ownerUrl).password), 'secret')
  return { ownerUrl, secret, embedded: false, close: async () => {} }
}

async function serverVersion(url: string): Promise<number> {
  try {
    return await withClient(url, 'parley start', async (client) => {
      const { rows } = await client.query(`select current_setting('server_version_num')::int as version`)
      return rows[0].version
    })
  } catch (error) {
    const { host, pathname } = new URL(url)
    const why = errorCode(error) === 'ECONNREFUSED' ? 'nothing listens there' : oneLine(error)
    throw new StartError(`DATABASE_URL: the database ${pathname.slice(1)} at ${host} can't be opened: ${why}.`)
  }
}

function report({ applied, defined, edited, unknown }: Awaited<ReturnType<typeof migrate>>, log: Logger): void {
  if (applied.length > 0) log.info(`Applied ${applied.length} migrations, up to ${applied.at(-1)}.`)
  else if (defined) log.info('Applied the definitions of prisma/sql, which have changed.')
  if (edited.length > 0) log.warn(`Edited since they were applied: ${edited.join(', ')}.`)
  if (unknown.length > 0) log.warn(`The database was used by a newer Parley: ${unknown.join(', ')}.`)
}
