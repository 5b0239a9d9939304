import { Readable } from 'node:stream'
import { Upload } from '@tus/server'
import { openBlobs } from '../attachments/files.ts'
import type { Env } from '../env.ts'
import { withClient } from '../platform/database/connect.ts'
import { migrate, readMigrations } from '../platform/database/migrate.ts'
import { takeMigrateLock } from '../platform/database/migrateLock.ts'
import { MIGRATIONS } from '../platform/database/open.ts'
import type { Blobs } from '../platform/files/blobs.ts'
import { RunningHashes } from '../platform/files/runningHashes.ts'
import { installQueue } from '../platform/jobs/install.ts'
import type { Logger } from '../platform/log.ts'
import {
  type BackupEnd,
  type BackupHeader,
  type Entry,
  type OnProgress,
  newer,
  openArchive,
  readEnd,
} from './archive.ts'
import { BackupError } from './backupError.ts'
import { DatabaseLoader } from './loadDatabase.ts'
import { damaged } from './seal.ts'
import { openTarget } from './target.ts'

/** What a backup contained. */
export interface RestoredBackup {
  header: BackupHeader
  end: BackupEnd
}

interface Options {
  env: Env
  log: Logger
  /** Restores although the secret of the environment is another one. */
  otherSecret?: boolean
  onProgress?: OnProgress | undefined
}

/** Restores a backup into the empty desk of the environment: all of it, or nothing. Throws a BackupError. */
export async function restoreBackup(
  input: Readable,
  { env, log, otherSecret = false, onProgress }: Options,
): Promise<RestoredBackup> {
  const archive = await openArchive(input)
  try {
    const { header } = archive
    requireKnown(header)
    if (header.bucket !== null && !env.S3_BUCKET)
      throw new BackupError(
        'BACKUP_FILES_ELSEWHERE',
        `The files of this backup are in the bucket ${header.bucket}: set S3_BUCKET.`,
      )
    const { place } = await openTarget(env, header, log, otherSecret)
    const blobs = await openBlobs(env, new RunningHashes())
    try {
      const end = await loadBackup(archive, { ownerUrl: place.ownerUrl, files: new FileStore(blobs), onProgress })
      await migrate(place.ownerUrl, MIGRATIONS)
      return { header, end }
    } finally {
      await blobs.close()
      await place.close()
    }
  } finally {
    archive.close()
  }
}

/** Throws if this version of Parley does not have all migrations of the backup. */
export function requireKnown(header: BackupHeader): void {
  const known = new Set(readMigrations(MIGRATIONS).map(({ name }) => name))
  if (header.migrations.some((name) => !known.has(name))) throw newer()
}

/** Where the files of a backup go. */
interface FileTarget {
  add(name: string, entry: Entry): Promise<void>
  undo(): Promise<void>
}

interface LoadOptions {
  ownerUrl: string
  files: FileTarget
  /** Reads everything back and compares it. */
  compare?: boolean
  onProgress?: OnProgress | undefined
}

/** Loads a backup into an empty database and a store of files. If it fails, neither has changed. */
export async function loadBackup(
  { header, entries }: { header: BackupHeader; entries: AsyncGenerator<Entry> },
  { ownerUrl, files, compare = false, onProgress }: LoadOptions,
): Promise<BackupEnd> {
  return withClient(ownerUrl, 'parley restore', async (client) => {
    // A node that starts meanwhile waits, and finds the restored desk.
    await takeMigrateLock(client)
    await installQueue(ownerUrl, client)
    const database = new DatabaseLoader(client, header)
    try {
      await database.begin()
      const names = header.tables.map(({ name }) => name)
      const end = await loadEntries(entries, database, files, (name) =>
        onProgress?.(name, names.includes(name) ? names.indexOf(name) : names.length, names.length),
      )
      if (compare) await database.compare(end)
      await database.commit()
      return end
    } catch (error) {
      await files.undo()
      throw error
    }
  })
}

async function loadEntries(
  entries: AsyncGenerator<Entry>,
  database: DatabaseLoader,
  files: FileTarget,
  onProgress?: (name: string) => void,
): Promise<BackupEnd> {
  let [end, count, last]: [BackupEnd | undefined, number, string] = [undefined, 0, '']
  for await (const entry of entries) {
    const [folder, name = ''] = entry.name.split('/')
    if (folder === 'tables') await database.add(name, entry)
    else if (folder === 'files') await files.add(name, entry)
    else if (folder === 'end.json') end = await readEnd(entry)
    else for await (const _ of entry.bytes);
    if (folder === 'files') count++
    if (last !== (last = folder === 'tables' ? name : folder!)) onProgress?.(last)
  }
  if (!end || (end.files.count !== count && count > 0)) throw damaged()
  await database.finish(end)
  return end
}

const STORED_NAME = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(\.preview)?$/

/** The store of the desk. Files that were written are removed if the restore fails. */
class FileStore implements FileTarget {
  private readonly written: string[] = []

  constructor(private readonly blobs: Blobs) {}

  async add(name: string, { size, bytes }: Entry): Promise<void> {
    const [, id, preview] = STORED_NAME.exec(name) ?? []
    if (id === undefined) throw damaged()
    this.written.push(id)
    if (preview) return this.blobs.putPreview(id, Buffer.concat(await Readable.from(bytes).toArray()))
    await this.blobs.uploads.create(new Upload({ id, size, offset: 0, metadata: {} }))
    await this.blobs.uploads.write(Readable.from(bytes), id, 0)
  }

  async undo(): Promise<void> {
    for (const id of new Set(this.written)) await this.blobs.remove(id)
  }
}
