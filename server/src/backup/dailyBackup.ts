import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import type { Env } from '../env.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import type { Database } from '../platform/database/open.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { oneLine } from '../platform/errors/startError.ts'
import { writeBackupFile } from './backupFile.ts'
import { openSource } from './source.ts'
import { writeBackup } from './writeBackup.ts'

/** The desk that is backed up every day, with its environment as it was given. */
export interface DailyBackups {
  env: Env
  place: Pick<Database, 'ownerUrl' | 'roles' | 'secret' | 'embedded'>
}

// The job runs once an hour, so that a desk that is not always up has its backup, too.
const due = statement<{ kept: number }>(`
  SELECT backups_kept AS kept FROM desk_settings
  WHERE backups_kept > 0 AND (last_backup_at IS NULL OR last_backup_at < now() - interval '23 hours 30 minutes')`)
const age = statement<{ seconds: number | null }>(`
  SELECT extract(epoch FROM now() - last_backup_at)::float8 AS seconds FROM desk_settings WHERE backups_kept > 0`)
const succeed = statement('UPDATE desk_settings SET last_backup_at = now(), last_backup_problem = NULL')
const fail = statement('UPDATE desk_settings SET last_backup_problem = $1')

const NAME = /^parley-\d{4}-\d\d-\d\dT[\d-]{8}Z\.tar\.gz(\.part)?$/

/** Where the backups of a desk are. */
export function backupFolder({ BACKUP_DIR, DATA_DIR }: Pick<Env, 'BACKUP_DIR' | 'DATA_DIR'>): string {
  return BACKUP_DIR ?? path.join(DATA_DIR, 'backups')
}

/** How many seconds ago the last daily backup was complete; null if there is none, or the desk makes none. */
export async function readBackupSeconds(): Promise<number | null> {
  return (await age.first())?.seconds ?? null
}

/** Backs the embedded desk up if the last backup is a day old, and removes backups beyond the number that the desk keeps. */
export async function backUpDaily(
  { pools, backups }: { pools: Pools; backups: DailyBackups | null },
  signal: AbortSignal,
): Promise<void> {
  if (!backups) return
  const found = await asIdentity(pools, MAINTENANCE, 'read', () => due.first())
  if (!found) return
  try {
    await backUp(backups, signal)
  } catch (error) {
    // Stopped together with the node: the next hour's job makes the backup.
    if (signal.aborted) return
    await asIdentity(pools, MAINTENANCE, 'write', () => fail.rows(oneLine(error)))
    throw error
  }
  await asIdentity(pools, MAINTENANCE, 'write', () => succeed.rows())
  await removeOld(backupFolder(backups.env), found.kept)
}

async function backUp({ env, place }: DailyBackups, signal: AbortSignal): Promise<void> {
  const moment = new Date().toISOString().slice(0, 19).replaceAll(':', '-')
  const source = await openSource(env, place, place.roles)
  try {
    const file = path.join(backupFolder(env), `parley-${moment}Z.tar.gz`)
    await writeBackupFile(file, (out) => writeBackup(source, out, { signal }))
  } finally {
    await source.blobs.close()
  }
}

// Files of other names, such as those of `pnpm run backup`, are not removed. The names sort by time. A draft is left by a process that
// was killed: no other node of an embedded desk is writing one.
async function removeOld(folder: string, kept: number): Promise<void> {
  const made = (await readdir(folder)).filter((name) => NAME.test(name)).sort()
  const drafts = made.filter((name) => name.endsWith('.part'))
  const old = made.filter((name) => !name.endsWith('.part')).slice(0, -kept)
  for (const name of [...drafts, ...old]) await rm(path.join(folder, name), { force: true })
}
