import { createHmac, randomBytes, randomUUID } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { StartError, errorCode, oneLine } from '../errors/startError.ts'
import type { Logger } from '../log.ts'
import { ensureRunning, initialise, stopCluster, type Cluster } from './cluster.ts'
import { connect, withClient } from './connect.ts'

const DATABASE = 'parley'
const OWNER = 'parley_owner'
// Advisory locks in the database show which processes use it: they end with their session, even if Parley is killed.
const USERS_LOCK = 7_270_001
const SERVER_LOCK = 7_270_002
const CLAIM_WITHIN_MS = 3_000
const OPEN_WITHIN_MS = 60_000

/** A running embedded PostgreSQL. */
export interface EmbeddedDatabase {
  ownerUrl: string
  superuserUrl: string
  /** The data folder's own random secret. */
  secret: string
  /** Releases the database; the last process to do so stops PostgreSQL. */
  close(): Promise<void>
}

interface EmbeddedOptions {
  dataDir: string
  log: Logger
  /** True for the one server of a data folder; programs such as `pnpm run token` share it instead. */
  claim?: boolean
  /** Additional PostgreSQL settings. */
  settings?: Record<string, string>
}

/** Starts the PostgreSQL of a data folder, or joins the one that another Parley process runs there. */
export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const secret = prepareDataDir(options.dataDir)
  const cluster: Cluster = {
    dir: path.join(options.dataDir, 'postgres'),
    logFile: path.join(options.dataDir, 'postgres.log'),
    password: passwordOf('postgres', secret),
    settings: options.settings,
  }
  await initialise(cluster)
  const hold = new Hold(cluster, secret, options)
  await hold.take()
  return {
    ownerUrl: urlFor(OWNER, secret, hold.port),
    superuserUrl: urlFor('postgres', secret, hold.port),
    secret,
    close: () => hold.release(),
  }
}

/** A session that stays open while this process uses the database, and restarts PostgreSQL if it dies. */
class Hold {
  port = 0
  private client: pg.Client | undefined
  private released = false

  constructor(
    private readonly cluster: Cluster,
    private readonly secret: string,
    private readonly options: EmbeddedOptions,
  ) {}

  async take(): Promise<void> {
    const client = await this.connected()
    this.client = client
    client.once('end', () => void this.recover())
    if (!this.options.claim) return
    try {
      await claim(client, this.options.dataDir)
    } catch (error) {
      await this.release()
      throw error
    }
  }

  async release(): Promise<void> {
    this.released = true
    const client = this.client
    if (!client) return
    if (await lastOne(client)) await stopCluster(this.cluster)
    await client.end().catch(() => {})
  }

  private async connected(): Promise<pg.Client> {
    const deadline = Date.now() + OPEN_WITHIN_MS
    for (;;) {
      this.port = await ensureRunning(this.cluster, this.port || undefined)
      try {
        return await this.joined()
      } catch (error) {
        // Another process may be stopping or starting it: the next attempt finds it stopped or ready.
        if (error instanceof StartError || Date.now() > deadline) throw error
        await sleep(50)
      }
    }
  }

  private async joined(): Promise<pg.Client> {
    const name = `parley process ${process.pid}`
    const client = await connect(urlFor(OWNER, this.secret, this.port), name).catch(async (error: unknown) => {
      if (!NOT_SET_UP.has(errorCode(error) ?? '')) throw error
      await createOwner(urlFor('postgres', this.secret, this.port, 'postgres'), this.secret)
      return connect(urlFor(OWNER, this.secret, this.port), name)
    })
    await client.query('select pg_advisory_lock_shared($1)', [USERS_LOCK])
    return client
  }

  private async recover(): Promise<void> {
    if (this.released) return
    this.options.log.error('The session that holds the embedded PostgreSQL ended; restarting it.')
    try {
      await this.take()
      if (this.released) await this.release()
    } catch (error) {
      this.options.log.fatal({ err: error }, 'The embedded PostgreSQL is gone.')
    }
  }
}

// Wrong password or unknown role (28P01, 28000), unknown database (3D000): the setup below was interrupted earlier.
const NOT_SET_UP = new Set(['28P01', '28000', '3D000'])

async function createOwner(superuserUrl: string, secret: string): Promise<void> {
  try {
    await withClient(superuserUrl, 'parley set-up', async (client) => {
      await client.query('select pg_advisory_lock($1)', [USERS_LOCK])
      const password = passwordOf(OWNER, secret)
      const role = await client.query('select from pg_roles where rolname = $1', [OWNER])
      const verb = role.rowCount ? 'alter' : 'create'
      await client.query(`${verb} role ${OWNER} login createrole nosuperuser password '${password}'`)
      const database = await client.query('select from pg_database where datname = $1', [DATABASE])
      if (!database.rowCount) await client.query(`create database ${DATABASE} owner ${OWNER}`)
    })
  } catch (error) {
    if (errorCode(error) !== '28P01') throw error
    throw new StartError(
      'The secret in the data folder does not match its database: restore both from the same backup.',
    )
  }
}

async function claim(client: pg.Client, dataDir: string): Promise<void> {
  const deadline = Date.now() + CLAIM_WITHIN_MS
  for (;;) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [SERVER_LOCK])
    if (rows[0].mine) return
    // The session of a killed predecessor ends within moments.
    if (Date.now() > deadline) break
    await sleep(100)
  }
  const { rows } = await client.query(
    `select application_name as name from pg_stat_activity join pg_locks using (pid)
     where locktype = 'advisory' and objid = $1 and granted`,
    [SERVER_LOCK],
  )
  const who = rows[0] ? ` (${rows[0].name.replace('parley ', '')})` : ''
  throw new StartError(
    `The data folder ${dataDir} is in use by another Parley${who}: stop that one, or set DATA_DIR to another folder.`,
  )
}

async function lastOne(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [USERS_LOCK])
    const { rows } = await client.query('select pg_try_advisory_lock($1) as alone', [USERS_LOCK])
    return rows[0].alone
  } catch {
    return false
  }
}

/** Creates the data folder and its secret (mode 0600), and returns the secret. */
function prepareDataDir(dataDir: string): string {
  const file = path.join(dataDir, 'secret')
  try {
    mkdirSync(dataDir, { recursive: true })
    if (!existsSync(file)) {
      if (existsSync(path.join(dataDir, 'postgres')))
        throw new StartError(`${file} is missing: restore it from a backup.`)
      createSecret(file)
    }
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (error instanceof StartError) throw error
    if (errorCode(error) === 'ENOSPC') throw new StartError(`There is no space left on the disk of ${dataDir}.`)
    throw new StartError(`The data folder ${dataDir} can't be written: ${oneLine(error)}.`)
  }
}

// Written completely under another name, then linked: of two concurrent starts one succeeds, and neither reads a partial secret.
function createSecret(file: string): void {
  const draft = `${file}.${randomUUID()}`
  writeFileSync(draft, randomBytes(32).toString('hex'), { mode: 0o600 })
  try {
    linkSync(draft, file)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
}

function passwordOf(role: string, secret: string): string {
  return createHmac('sha256', secret).update(`postgres role ${role}`).digest('base64url')
}

function urlFor(role: string, secret: string, port: number, database = DATABASE): string {
  return `postgresql://${role}:${passwordOf(role, secret)}@127.0.0.1:${port}/${database}`
}
