import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import tar from 'tar-stream'
import { z } from 'zod'
import { errorCode } from '../platform/errors/startError.ts'
import { BackupError } from './backupError.ts'
import { damaged, notABackup, seal, unseal } from './seal.ts'

/** The version of the format. A desk reads its own version and older ones. */
export const FORMAT = 1
const COMPRESSION_LEVEL = 3

const Header = z.object({
  parley: z.literal('backup'),
  format: z.number().int(),
  /** The version of Parley that wrote it. */
  version: z.string(),
  createdAt: z.iso.datetime(),
  deskId: z.string(),
  /** The desk's own secret, unless it has PARLEY_SECRET. */
  secret: z.string().nullable(),
  secretFingerprint: z.string(),
  migrations: z.array(z.string()),
  /** Name and columns of each table, in the order of the file. */
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()) })),
  /** Null if the bytes of files are in the backup. */
  bucket: z.string().nullable(),
})
const Content = z.object({ rows: z.number(), bytes: z.number(), sha256: z.string() })
const End = z.object({
  tables: z.record(z.string(), Content),
  /** The last value that was used; null if none was. */
  sequences: z.record(z.string(), z.string().nullable()),
  files: z.object({ count: z.number(), bytes: z.number(), missing: z.array(z.string()) }),
})

/** `header.json`, the first entry. */
export type BackupHeader = z.infer<typeof Header>
/** `end.json`, the last entry. */
export type BackupEnd = z.infer<typeof End>
/** The size and the SHA-256 of a table's rows. */
export type TableContent = z.infer<typeof Content>

/** Reports the table that is read or written, its number from 0, and the number of tables. */
export type OnProgress = (name: string, done: number, total: number) => void

/** Writes a backup, a sealed .tar.gz, to `out`. */
export class ArchiveWriter {
  private readonly pack = tar.pack()
  private readonly written: Promise<void>

  constructor(out: Writable, signal?: AbortSignal) {
    this.written = pipeline(this.pack, createGzip({ level: COMPRESSION_LEVEL }), seal(), out, { signal })
    // Awaited by every step; a failure between two of them is not unhandled.
    this.written.catch(() => {})
  }

  /** Adds an entry whose bytes are in memory. */
  async add(name: string, content: Buffer): Promise<void> {
    await this.unlessFailed(
      new Promise<void>((resolve, reject) => {
        const entry = this.pack.entry({ name, size: content.length }, content, (error) =>
          error ? reject(error) : resolve(),
        )
        // Emitted when the output fails meanwhile: without a listener it would end the process.
        entry.on('error', reject)
      }),
    )
  }

  async addJson(name: string, value: BackupHeader | BackupEnd): Promise<void> {
    await this.add(name, Buffer.from(`${JSON.stringify(value, null, 2)}\n`))
  }

  /** Adds an entry of `size` bytes. */
  async addStream(name: string, size: number, bytes: Readable): Promise<void> {
    await this.unlessFailed(
      new Promise<void>((resolve, reject) => {
        const entry = this.pack.entry({ name, size }, (error) => (error ? reject(error) : resolve()))
        entry.on('error', reject)
        pipeline(bytes, entry).catch(reject)
      }),
    )
  }

  /** Resolves when everything has been written. */
  async end(): Promise<void> {
    this.pack.finalize()
    await this.written
  }

  /** Gives up: `out` is destroyed. */
  async abort(error: unknown): Promise<void> {
    this.pack.destroy(error as Error)
    await this.written.catch(() => {})
  }

  // A failed output never reads on: the step would wait for ever. One that begins later only learns that the archive is closed.
  private async unlessFailed(step: Promise<unknown>): Promise<void> {
    try {
      await Promise.race([step, this.written.then(() => new Promise(() => {}))])
    } catch (error) {
      if (/finalized or destroyed|pack stream destroyed/.test((error as Error).message)) await this.written
      throw error
    }
  }
}

/** An entry of a backup. It has to be read before the next one comes. */
export interface Entry {
  name: string
  size: number
  bytes: AsyncIterable<Buffer>
}

/** Reads a backup: its header, and then the other entries in order. Throws a BackupError. */
export async function openArchive(
  input: Readable,
): Promise<{ header: BackupHeader; entries: AsyncGenerator<Entry>; close(): void }> {
  const entries = entriesOf(input)
  const first = await entries.next()
  if (first.done || first.value.name !== 'header.json') throw notABackup()
  return { header: readHeader(await textOf(first.value)), entries, close: () => void input.destroy() }
}

/** Reads the last entry. */
export async function readEnd(entry: Entry): Promise<BackupEnd> {
  const found = End.safeParse(parsed(await textOf(entry)))
  if (!found.success) throw damaged(found.error)
  return found.data
}

function readHeader(text: string): BackupHeader {
  const given = z.looseObject({ parley: z.literal('backup'), format: z.number() }).safeParse(parsed(text))
  if (!given.success) throw notABackup()
  if (given.data.format > FORMAT) throw newer()
  const header = Header.safeParse(given.data)
  if (!header.success) throw notABackup()
  return header.data
}

/** The backup was written by a later version. */
export function newer(): BackupError {
  return new BackupError(
    'BACKUP_NEWER',
    'This backup is from a newer version of Parley: upgrade first, then restore it.',
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function textOf({ bytes }: Entry): Promise<string> {
  const parts: Buffer[] = []
  for await (const chunk of bytes) parts.push(chunk)
  return Buffer.concat(parts).toString()
}

async function* entriesOf(input: Readable): AsyncGenerator<Entry> {
  const extract = tar.extract()
  const read = pipeline(input, unseal(), createGunzip(), extract)
  read.catch(() => {})
  try {
    for await (const entry of extract)
      yield { name: entry.header.name, size: entry.header.size ?? 0, bytes: entry as AsyncIterable<Buffer> }
    await read
  } catch (error) {
    // What failed first is reported by the pipeline; the entry may only know that it ended early.
    await read.catch((cause: unknown) => Promise.reject(reasonOf(cause)))
    throw reasonOf(error)
  }
}

function reasonOf(error: unknown): unknown {
  if (error instanceof BackupError) return error
  const code = errorCode(error) ?? ''
  if (code === 'Z_BUF_ERROR') return new BackupError('BACKUP_TRUNCATED', 'The backup is incomplete: it ends early.')
  if (/^E[A-Z]+$/.test(code))
    return new BackupError('BACKUP_CANNOT_READ', `The backup cannot be read: ${(error as Error).message}.`, {
      cause: error,
    })
  // A damaged length or header of tar is found before the end of the file, where the checksum is.
  if (
    code.startsWith('Z_') ||
    /^(Invalid .*header|Header exceeds|Unexpected end of data)/.test((error as Error).message)
  )
    return damaged(error)
  return error
}
