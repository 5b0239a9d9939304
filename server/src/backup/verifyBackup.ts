import { mkdtemp, rm, chmod, mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { openEmbedded } from '../platform/database/embedded.ts'
import { migrate } from '../platform/database/migrate.ts'
import { MIGRATIONS } from '../platform/database/open.ts'
import { provisionRoles } from '../platform/database/provision.ts'
import type { Logger } from '../platform/log.ts'
import { type OnProgress, openArchive } from './archive.ts'
import { loadBackup, requireKnown, type RestoredBackup } from './restoreBackup.ts'

/** A scratch database need not survive a power cut. */
const FAST = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

/**
 * Restores a backup into a scratch database under `folder`, which is removed again, reads every table back and compares it with
 * the backup. The files are read and compared with the checksum. Throws a BackupError.
 */
export async function verifyBackup(
  input: Readable,
  { folder, log, onProgress }: { folder: string; log: Logger; onProgress?: OnProgress },
): Promise<RestoredBackup> {
  const archive = await openArchive(input)
  try {
    requireKnown(archive.header)
    const end = await inScratchDatabase(folder, log, async (ownerUrl) => {
      const loaded = await loadBackup(archive, { ownerUrl, files: READ_ONLY, compare: true, onProgress })
      await migrate(ownerUrl, MIGRATIONS)
      return loaded
    })
    return { header: archive.header, end }
  } finally {
    archive.close()
  }
}

const READ_ONLY: Parameters<typeof loadBackup>[1]['files'] = {
  async add(_name, { bytes }) {
    for await (const _ of bytes);
  },
  undo: async () => {},
}

async function inScratchDatabase<T>(folder: string, log: Logger, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  await mkdir(folder, { recursive: true })
  const dataDir = await mkdtemp(path.join(folder, 'verify-'))
  try {
    // If Parley runs as root, PostgreSQL runs as another user, who needs access.
    await chmod(dataDir, 0o755)
    const database = await openEmbedded({ dataDir, log, settings: FAST })
    try {
      await provisionRoles(database.ownerUrl)
      return await work(database.ownerUrl)
    } finally {
      await database.close()
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true })
  }
}
