import { openBlobs } from '../attachments/files.ts'
import type { Env } from '../env.ts'
import type { Place } from '../platform/database/open.ts'
import type { RoleUrls } from '../platform/database/provision.ts'
import { RunningHashes } from '../platform/files/runningHashes.ts'
import type { BackupSource } from './writeBackup.ts'

/** Opens everything that a backup of the environment's desk reads; the caller closes `blobs`. */
export async function openSource(env: Env, place: Omit<Place, 'close'>, roles: RoleUrls): Promise<BackupSource> {
  return {
    ownerUrl: place.ownerUrl,
    maintenanceUrl: roles.maintenance,
    blobs: await openBlobs(env, new RunningHashes()),
    bucket: env.S3_BUCKET ?? null,
    secret: place.secret,
    isOwnSecret: env.PARLEY_SECRET === undefined,
  }
}
