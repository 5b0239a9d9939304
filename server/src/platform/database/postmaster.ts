import { readFileSync } from 'node:fs'
import path from 'node:path'

/** The content of PostgreSQL's `postmaster.pid`. */
interface Postmaster {
  pid: number
  port: number
  alive: boolean
  ready: boolean
}

/** Reads `postmaster.pid`, which states whether and where PostgreSQL runs on this data. */
export function readPostmaster(postgresDir: string): Postmaster | undefined {
  let lines: string[]
  try {
    lines = readFileSync(path.join(postgresDir, 'postmaster.pid'), 'utf8').split('\n')
  } catch {
    return undefined
  }
  const pid = Number(lines[0])
  // Partially written: PostgreSQL is just creating it.
  if (!pid) return { pid: 0, port: 0, alive: true, ready: false }
  const alive = isPostgres(pid)
  return { pid, port: Number(lines[3]), alive, ready: alive && lines[7]?.trim() === 'ready' }
}

/**
 * Whether this process is a running PostgreSQL. After a crash the process number may belong to another program, or to an
 * unreaped zombie, and PostgreSQL alone would then refuse to start.
 */
export function isPostgres(pid: number): boolean {
  if (process.platform !== 'linux') return exists(pid)
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [, name, state] = /\((.*)\) (\S)/.exec(stat) ?? []
    return name === 'postgres' && state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
