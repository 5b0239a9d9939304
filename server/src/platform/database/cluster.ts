import { randomUUID } from 'node:crypto'
import { spawn, type ChildProcess } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '../errors/startError.ts'
import { commandAs, findBinaries, findRunAs, type Command } from './binaries.ts'
import { readPostmaster } from './postmaster.ts'

const POLL_MS = 25
const START_ATTEMPTS = 5
// Recovery after a crash may replay much of the log; this is how long to wait for a running PostgreSQL to become ready.
const READY_WITHIN_MS = 10 * 60_000
const STOPPED_WITHIN_MS = 60_000
const LOG_MAX_BYTES = 10 * 1024 * 1024

// For two cores and a small machine. Durability (fsync, synchronous_commit) stays on.
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'warning',
  log_min_error_statement: 'panic',
}

// The built-in locale: the same order and case rules on every machine, independent of its C library.
const INITDB_FLAGS = [
  '--auth=scram-sha-256',
  '--username=postgres',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]

/** A PostgreSQL data folder and the superuser's password. */
export interface Cluster {
  /** Where PostgreSQL keeps its files. */
  dir: string
  /** The path of its log. */
  logFile: string
  password: string
  /** Additional settings; tests turn fsync off. */
  settings?: Record<string, string>
}

/**
 * Creates the data folder if there is none. Concurrent calls are safe: each creates its own, and the first to rename wins.
 */
export async function initialise(cluster: Cluster): Promise<void> {
  if (existsSync(path.join(cluster.dir, 'PG_VERSION'))) return
  const { initdb } = await findBinaries()
  const made = `${cluster.dir}.${randomUUID()}.new`
  const runAs = findRunAs(cluster.dir)
  const passwordFile = `${made}.password`
  mkdirSync(made, { mode: 0o700 })
  writeFileSync(passwordFile, `${cluster.password}\n`, { mode: 0o600 })
  if (runAs) for (const file of [made, passwordFile]) chownSync(file, runAs.uid, runAs.gid)
  try {
    const where = [`--pgdata=${made}`, `--pwfile=${passwordFile}`]
    await runInitdb(commandAs(runAs, initdb, [...INITDB_FLAGS, ...where], made))
    renameSync(made, cluster.dir)
  } catch (error) {
    if (!existsSync(path.join(cluster.dir, 'PG_VERSION'))) throw error
  } finally {
    rmSync(made, { recursive: true, force: true })
    rmSync(passwordFile, { force: true })
  }
}

/** Starts PostgreSQL on its data, or finds a running one, and returns its port once it is ready. */
export async function ensureRunning(cluster: Cluster, preferredPort?: number): Promise<number> {
  const deadline = Date.now() + READY_WITHIN_MS
  let started: Started | undefined
  for (let attempt = 0; Date.now() < deadline;) {
    const found = readPostmaster(cluster.dir)
    if (found?.ready) return found.port
    if (!found?.alive && (started === undefined || started.exited)) {
      if (started?.exited && !started.worthRetrying()) throw new StartError(startFailure(cluster, started.output()))
      if (attempt++ === START_ATTEMPTS) throw new StartError(startFailure(cluster, started?.output() ?? ''))
      if (attempt > 1) await sleep(200 * attempt)
      // PostgreSQL itself mistakes a reused process number for a running server.
      if (found) rmSync(path.join(cluster.dir, 'postmaster.pid'), { force: true })
      started = await start(cluster, attempt === 1 ? preferredPort : undefined)
    }
    await sleep(POLL_MS)
  }
  throw new StartError(`PostgreSQL did not become ready: see ${cluster.logFile}.`)
}

/** Stops PostgreSQL: open transactions are rolled back, and everything committed is on disk. */
export async function stopCluster(cluster: Cluster): Promise<void> {
  const found = readPostmaster(cluster.dir)
  if (!found?.alive || !found.pid) return
  process.kill(found.pid, 'SIGINT')
  const deadline = Date.now() + STOPPED_WITHIN_MS
  while (Date.now() < deadline) {
    const now = readPostmaster(cluster.dir)
    if (!now?.alive || now.pid !== found.pid) return
    await sleep(POLL_MS)
  }
}

interface Started {
  exited: boolean
  output(): string
  worthRetrying(): boolean
}

async function start(cluster: Cluster, preferredPort?: number): Promise<Started> {
  const { postgres } = await findBinaries()
  const port = preferredPort ?? (await freePort())
  const settings = { ...SETTINGS, ...cluster.settings, port: String(port) }
  keepLogSmall(cluster.logFile)
  const log = openSync(cluster.logFile, 'a', 0o600)
  const logStart = statSync(cluster.logFile).size
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { program, args, ids } = commandAs(findRunAs(cluster.dir), postgres, ['-D', cluster.dir, ...flags], cluster.dir)
  const child = spawn(
    program,
    args,
    // A separate session: Ctrl+C in the terminal must reach Parley, which drains first, and not PostgreSQL. The output goes to a
    // file, since PostgreSQL may outlive a killed Parley.
    { ...ids, detached: true, stdio: ['ignore', log, log], env: cleanEnv() },
  )
  closeSync(log)
  child.unref()
  const output = () => readFileSync(cluster.logFile).subarray(logStart).toString('utf8')
  const started: Started = { exited: false, output, worthRetrying: () => RETRY.test(output()) }
  child.once('exit', () => (started.exited = true))
  child.once('error', () => (started.exited = true))
  return started
}

function keepLogSmall(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
  if (size > LOG_MAX_BYTES) renameSync(file, `${file}.1`)
}

// Race conditions: another program took the port, another Parley starts the same data, or a killed PostgreSQL's backends
// have not yet released its shared memory.
const RETRY = /could not bind|could not create any TCP|postmaster\.pid.*already exists|pre-existing shared memory/

function runInitdb({ program, args, ids }: Command): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...ids, env: cleanEnv() })
    const output = collect(child)
    child.once('error', (error) => reject(new StartError(`PostgreSQL could not be set up: ${error.message}`)))
    child.once('close', (code) => (code === 0 ? resolve() : reject(new StartError(setupFailure(output())))))
  })
}

function collect(child: ChildProcess): () => string {
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (text += chunk))
  return () => text
}

function setupFailure(output: string): string {
  if (/No space left/i.test(output)) return 'There is no space left on the disk of the data folder.'
  return `PostgreSQL could not be set up: ${lastMessage(output)}`
}

function startFailure(cluster: Cluster, output: string): string {
  if (/No space left/i.test(output)) return `There is no space left on the disk of ${path.dirname(cluster.dir)}.`
  return `PostgreSQL did not start: ${lastMessage(output)} (more in ${cluster.logFile})`
}

function lastMessage(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '')
  const telling = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it said nothing'
  return telling.replace(/^.*?(FATAL|PANIC|error):\s*/, '').trim()
}

// PG* variables of the shell would affect the server. Messages must be in English, since they are matched above.
function cleanEnv(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
