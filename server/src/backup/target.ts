import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Env } from '../env.ts'
import { withClient } from '../platform/database/connect.ts'
import { identitySql, MAINTENANCE } from '../platform/database/identity.ts'
import { openPlace, type Place } from '../platform/database/open.ts'
import { provisionRoles, type RoleUrls } from '../platform/database/provision.ts'
import type { Logger } from '../platform/log.ts'
import type { BackupHeader } from './archive.ts'
import { BackupError } from './backupError.ts'
import { deskIdOf, fingerprintOf } from './fingerprint.ts'

/** An empty desk, or a database without one. */
export interface Target {
  place: Place
  roles: RoleUrls
}

/** The database that the environment names, if a backup can be restored into it. Throws a BackupError otherwise. */
export async function openTarget(env: Env, header: BackupHeader, log: Logger, otherSecret: boolean): Promise<Target> {
  const isEmbedded = !env.DATABASE_URL
  if (isEmbedded && !env.PARLEY_SECRET && header.secret !== null) await adoptSecret(env, header, log)
  const target = await openEmpty(env, header, log)
  if (otherSecret || fingerprintOf(target.place.secret) === header.secretFingerprint) return target
  await target.place.close()
  throw new BackupError(
    'BACKUP_OTHER_DESK',
    `The desk of this backup has another secret. Set PARLEY_SECRET to ${header.secret === null ? 'that of the desk' : 'the "secret" of header.json in the file'}, or use --other-secret: then people sign in again, and links in earlier mails no longer work.`,
  )
}

/** Throws if the environment's database is in use or not empty. */
async function openEmpty(env: Env, header: BackupHeader, log: Logger): Promise<Target> {
  const place = await openPlace(env, log, { claim: true })
  try {
    const roles = await provisionRoles(place.ownerUrl, { secret: env.PARLEY_SECRET })
    await requireEmpty(place.ownerUrl, roles, header)
    return { place, roles }
  } catch (error) {
    await place.close()
    throw error
  }
}

const FOUND = `
  SELECT to_regclass('public.desk_secrets') IS NOT NULL AS is_desk,
    (SELECT count(*)::int FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = pg_class.oid AND d.deptype = 'e')) AS tables,
    (SELECT count(*)::int FROM pg_stat_activity WHERE datname = current_database() AND usename IN ('parley_staff', 'parley_requester', 'parley_jobs')) AS nodes`

async function requireEmpty(ownerUrl: string, roles: RoleUrls, header: BackupHeader): Promise<void> {
  const found = await withClient(ownerUrl, 'parley restore', async (client) => {
    const { rows } = await client.query<{ is_desk: boolean; tables: number; nodes: number }>(FOUND)
    return rows[0]!
  })
  if (found.nodes > 0) throw new BackupError('DESK_RUNNING', 'Parley runs on this database: stop it first.')
  if (found.tables === 0) return
  if (!found.is_desk)
    throw new BackupError('DESK_NOT_EMPTY', 'The database has tables of something else: restore into an empty one.')
  await withClient(roles.maintenance, 'parley restore', async (client) => {
    await client.query(`BEGIN; ${identitySql(MAINTENANCE)}`)
    const { rows } = await client.query<{ used: boolean; secret: Buffer }>(
      `SELECT EXISTS (SELECT FROM users) OR EXISTS (SELECT FROM support_tickets) AS used, secret FROM desk_secrets`,
    )
    const { used, secret } = rows[0]!
    if (!used) return
    const which = deskIdOf(secret) === header.deskId ? 'the desk of the backup' : 'another desk'
    throw new BackupError(
      'DESK_NOT_EMPTY',
      `The database already has people or tickets, of ${which}: restore into an empty one.`,
    )
  })
}

/**
 * Gives the data folder the secret of the backup: the keys of cookies, second factors and links in mails are derived from it. The
 * embedded database has passwords of the former secret; it is empty and is created again.
 */
async function adoptSecret(env: Env, header: BackupHeader, log: Logger): Promise<void> {
  const file = path.join(env.DATA_DIR, 'secret')
  if (existsSync(file)) {
    if (readFileSync(file, 'utf8').trim() === header.secret) return
    const { place } = await openEmpty(env, header, log)
    await place.close()
    rmSync(path.join(env.DATA_DIR, 'postgres'), { recursive: true, force: true })
  } else if (existsSync(path.join(env.DATA_DIR, 'postgres'))) return
  mkdirSync(env.DATA_DIR, { recursive: true })
  writeFileSync(file, header.secret!, { mode: 0o600 })
}
