import { readdirSync, readFileSync } from 'node:fs'

// USER_HZ, which is 100 on every Linux that Node runs on.
const TICK_MS = 10

/** Whether processor time can be read here (Linux). */
export const hasCpu = process.platform === 'linux'

/** The processor time that a process has used, in milliseconds; 0 where it can't be told. */
export function cpuOf(pid: number): number {
  return hasCpu ? (statOf(pid)?.own ?? 0) : 0
}

/** The processor time of PostgreSQL: its postmaster, its backends, and those of them that have ended. */
export function cpuOfPostgres(postmaster: number): number {
  if (!hasCpu) return 0
  const pids = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const stats = pids.map((pid) => statOf(pid)).filter((stat) => stat !== undefined)
  const backends = stats.filter(({ parent }) => parent === postmaster).reduce((sum, { own }) => sum + own, 0)
  const main = statOf(postmaster)
  return backends + (main?.own ?? 0) + (main?.ended ?? 0)
}

/** The memory that a process holds, in bytes; 0 where it can't be told. */
export function memoryOf(pid: number): number {
  if (!hasCpu) return 0
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes ?? 0) * 1024
}

function statOf(pid: number): { parent: number; own: number; ended: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name, in brackets, may hold anything.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number)
    const [user, system, endedUser, endedSystem] = fields.slice(11, 15) as [number, number, number, number]
    return { parent: fields[1]!, own: (user + system) * TICK_MS, ended: (endedUser + endedSystem) * TICK_MS }
  } catch {
    return undefined
  }
}
