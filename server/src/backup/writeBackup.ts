import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { Writable } from 'node:stream'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { ROOT } from '../env.ts'
import type { Blobs } from '../platform/files/blobs.ts'
import {
  ArchiveWriter,
  FORMAT,
  type BackupEnd,
  type BackupHeader,
  type OnProgress,
  type TableContent,
} from './archive.ts'
import { ContentMeter } from './contentMeter.ts'
import { deskIdOf, fingerprintOf } from './fingerprint.ts'
import { copyOut, quoted, readTables } from './sections.ts'
import { openSnapshot, type Snapshot } from './snapshot.ts'

const VERSION = (JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }).version
/** The size of a part of a table, in bytes: a tar entry begins with its size. */
const PART_BYTES = 1024 * 1024

/** What is backed up. */
export interface BackupSource {
  ownerUrl: string
  maintenanceUrl: string
  /** The store of files. */
  blobs: Blobs
  /** The name of the bucket, if files are in one: they are listed then, not copied. */
  bucket: string | null
  /** PARLEY_SECRET or its replacement. */
  secret: string
  /** Whether the secret belongs to the backup because the environment does not give it. */
  isOwnSecret: boolean
}

interface Options {
  onProgress?: OnProgress
  /** Ends the backup early. */
  signal?: AbortSignal
}

/**
 * Writes everything that the desk needs to run again to `out`: all tables, jobs and files as of one moment, while the desk
 * runs (docs/operating.md).
 */
export async function writeBackup(source: BackupSource, out: Writable, options: Options = {}): Promise<BackupEnd> {
  const snapshot = await openSnapshot(source.ownerUrl, source.maintenanceUrl)
  const archive = new ArchiveWriter(out, options.signal)
  try {
    const header = await headerOf(snapshot, source)
    await archive.addJson('header.json', header)
    const tables: Record<string, TableContent> = {}
    const total = header.tables.length
    for (const [index, table] of header.tables.entries()) {
      options.onProgress?.(table.name, index, total)
      const { client, text } = copyOut(snapshot, table)
      tables[table.name] = await writeRows(archive, `tables/${table.name}`, client, text)
    }
    // A number that was used after the snapshot is left out later; none is used twice.
    const sequences = await readSequences(snapshot.owner)
    options.onProgress?.('files', total, total)
    const end = { tables, sequences, files: await writeFiles(archive, snapshot.maintenance, source) }
    await archive.addJson('end.json', end)
    await archive.end()
    return end
  } catch (error) {
    await archive.abort(error)
    throw error
  } finally {
    await snapshot.close()
  }
}

async function headerOf({ owner, maintenance }: Snapshot, source: BackupSource): Promise<BackupHeader> {
  const { rows: migrations } = await owner.query<{ name: string }>(
    `SELECT migration_name AS name FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY migration_name`,
  )
  const { rows: secrets } = await maintenance.query<{ secret: Buffer }>('SELECT secret FROM desk_secrets')
  return {
    parley: 'backup',
    format: FORMAT,
    version: VERSION,
    createdAt: new Date().toISOString(),
    deskId: deskIdOf(secrets[0]!.secret),
    secret: source.isOwnSecret ? source.secret : null,
    secretFingerprint: fingerprintOf(source.secret),
    migrations: migrations.map(({ name }) => name),
    tables: await readTables(owner),
    bucket: source.bucket,
  }
}

async function writeRows(archive: ArchiveWriter, name: string, client: pg.Client, text: string): Promise<TableContent> {
  const meter = new ContentMeter()
  const stream = client.query(copyTo(text))
  let [part, waiting]: [number, Buffer[]] = [0, []]
  const flush = async () => {
    const content = Buffer.concat(waiting)
    waiting = []
    await archive.add(`${name}/${String(++part).padStart(8, '0')}`, content)
  }
  let size = 0
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    meter.update(chunk)
    waiting.push(chunk)
    size += chunk.length
    if (size < PART_BYTES) continue
    size = 0
    await flush()
  }
  if (size > 0 || part === 0) await flush()
  return meter.result()
}

async function readSequences(client: pg.Client): Promise<BackupEnd['sequences']> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT sequencename AS name FROM pg_sequences WHERE schemaname = 'public' ORDER BY 1`,
  )
  const values: BackupEnd['sequences'] = {}
  for (const { name } of rows) {
    const found = await client.query<{ value: string | null }>(
      `SELECT CASE WHEN is_called THEN last_value::text END AS value FROM public.${quoted(name)}`,
    )
    values[name] = found.rows[0]!.value
  }
  return values
}

const STORED = `
  SELECT id, preview = 'ready' AS has_preview FROM attachments WHERE state IN ('ready', 'attached') AND external_url IS NULL
  UNION ALL SELECT id, false FROM inbound_mails ORDER BY id`

async function writeFiles(
  archive: ArchiveWriter,
  client: pg.Client,
  source: BackupSource,
): Promise<BackupEnd['files']> {
  const { rows } = await client.query<{ id: string; has_preview: boolean }>(STORED)
  const files: BackupEnd['files'] = { count: 0, bytes: 0, missing: [] }
  if (source.bucket !== null) {
    const list = rows.map(({ id }) => `${id}\n`).join('')
    await archive.add('files.txt', Buffer.from(list))
    return { ...files, count: rows.length }
  }
  const write = async (name: string, what: 'file' | 'preview', id: string) => {
    // Deleted since the snapshot, or lost before.
    const size = await source.blobs.size(id, what)
    if (size === undefined) return void files.missing.push(name)
    await archive.addStream(`files/${name}`, size, await source.blobs.read(id, what))
    files.count++
    files.bytes += size
  }
  for (const { id, has_preview: hasPreview } of rows) {
    await write(id, 'file', id)
    if (hasPreview) await write(`${id}.preview`, 'preview', id)
  }
  return files
}
