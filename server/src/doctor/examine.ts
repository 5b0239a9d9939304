import { withClient } from '../platform/database/connect.ts'
import { identitySql, MAINTENANCE } from '../platform/database/identity.ts'
import { openPlace, type Place } from '../platform/database/open.ts'
import { roleUrls } from '../platform/database/provision.ts'
import type { Env } from '../env.ts'
import { silentLog } from '../platform/log.ts'
import { verifyMailServer } from '../platform/mail/mailer.ts'
import { checkConfiguration } from './configuration.ts'
import { checkClock, checkDatabase, checkMigrations } from './database.ts'
import { type Finding, found, ok, warning } from './finding.ts'
import { checkRoles } from './roles.ts'
import { checkDisk, checkStorage } from './storage.ts'

const OLD_BACKUP_MS = 2 * 24 * 3600_000

/** Examines everything that the desk of this environment needs, and changes nothing. */
export async function examine(env: Env): Promise<Finding[]> {
  const findings = checkConfiguration(env)
  let place: Place | undefined
  const database = await found('Database', 'Check DATABASE_URL, and that the database runs.', async () => {
    place = await openPlace(env, silentLog)
    return []
  })
  findings.push(...database)
  try {
    if (place) findings.push(...(await ofDatabase(env, place)))
  } finally {
    await place?.close()
  }
  const storageAdvice = env.S3_BUCKET ? 'Check the S3_ variables.' : 'Check that DATA_DIR can be written.'
  findings.push(...(await found('Storage', storageAdvice, () => checkStorage(env))))
  findings.push(...(await found('Disk', 'Check DATA_DIR.', () => checkDisk(env))))
  if (env.SMTP_URL)
    findings.push(
      ...(await found('Mail', 'Check SMTP_URL: its address, port, user and password.', () => checkMail(env))),
    )
  return findings
}

async function ofDatabase(env: Env, { ownerUrl, embedded }: Place): Promise<Finding[]> {
  const again = 'Start Parley once, then check again.'
  const urls = roleUrls(ownerUrl, env.PARLEY_SECRET)
  const ofClient = await found('Database', again, () =>
    withClient(ownerUrl, 'parley doctor', async (client) => [
      ...(await checkDatabase(client)),
      await checkClock(client),
      ...(await checkRoles(client, urls)),
    ]),
  )
  const migrations = await found('Migrations', again, () => checkMigrations(ownerUrl))
  if (!embedded || migrations.some(({ name, state }) => name === 'Migrations' && state !== 'ok'))
    return [...ofClient, ...migrations]
  return [...ofClient, ...migrations, ...(await found('Backup', again, () => checkBackup(urls.maintenance)))]
}

async function checkBackup(maintenanceUrl: string): Promise<Finding> {
  return withClient(maintenanceUrl, 'parley doctor', async (client) => {
    await client.query(`BEGIN; ${identitySql(MAINTENANCE)}`)
    const { rows } = await client.query<{ kept: number; at: Date | null; problem: string | null }>(
      'SELECT backups_kept AS kept, last_backup_at AS at, last_backup_problem AS problem FROM desk_settings',
    )
    const { kept, at, problem } = rows[0]!
    if (kept === 0)
      return warning(
        'Backup',
        'Daily backups are off.',
        'Turn them on in the desk settings, or schedule "pnpm run backup".',
      )
    if (problem)
      return warning('Backup', `The latest one failed: ${problem}`, 'Remove the cause; it is tried every hour.')
    const last = at ? `The last one is of ${at.toISOString()}.` : 'There is none yet.'
    if (at && Date.now() - at.getTime() < OLD_BACKUP_MS) return ok('Backup', last)
    return warning('Backup', last, 'One is made within an hour while the desk runs.')
  })
}

async function checkMail(env: Env): Promise<Finding> {
  await verifyMailServer(env)
  return ok('Mail', 'The mail server can be reached and accepts the sign-in.')
}
