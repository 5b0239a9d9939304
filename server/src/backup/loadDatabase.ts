import { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { readMigrations } from '../platform/database/migrate.ts'
import { MIGRATIONS } from '../platform/database/open.ts'
import { errorCode, oneLine } from '../platform/errors/startError.ts'
import type { BackupEnd, BackupHeader, Entry, TableContent } from './archive.ts'
import { BackupError } from './backupError.ts'
import { ContentMeter } from './contentMeter.ts'
import { damaged } from './seal.ts'
import { JOB_COLUMNS, JOBS, quoted, quotedList, selectFrom } from './sections.ts'
import { PLAIN_TEXT } from './snapshot.ts'
import { ADD_JOBS, DETACH, EMPTY, MIGRATIONS_TABLE, NEW_EPOCH } from './statements.ts'

type Table = BackupHeader['tables'][number]

/**
 * Fills an empty database with the tables of a backup, in one transaction of its owner: builds the tables of the backup's version,
 * copies the rows without constraints, indexes and triggers, and then adds these again.
 */
export class DatabaseLoader {
  private attach: string[] = []
  private current: { table: Table; stream: Writable; meter: ContentMeter } | undefined
  private readonly loaded = new Map<string, TableContent>()

  constructor(
    private readonly client: pg.Client,
    private readonly header: BackupHeader,
  ) {}

  /** Begins the transaction and creates the tables. */
  async begin(): Promise<void> {
    await this.client.query(
      `BEGIN; ${PLAIN_TEXT}; SET LOCAL lock_timeout = 0; SET LOCAL client_min_messages = 'warning'`,
    )
    await this.client.query(EMPTY).catch(unlessUsed)
    const wanted = new Set(this.header.migrations)
    for (const { name, script } of readMigrations(MIGRATIONS)) {
      // Nobody waits for the new tables, and a transaction cannot build an index concurrently.
      if (wanted.has(name)) await this.client.query(script.replaceAll(/\bCONCURRENTLY\b/gi, ''))
    }
    await this.client.query(MIGRATIONS_TABLE)
    await this.client.query(`CREATE TEMPORARY TABLE restored_jobs (${JOB_COLUMNS.join(', ')}) ON COMMIT DROP`)
    const { rows } = await this.client.query<{ detach: string; attach: string | null }>(DETACH)
    // Some migrations insert rows; the backup has these as well.
    const names = this.header.tables.filter(({ name }) => name !== JOBS).map(({ name }) => `public.${quoted(name)}`)
    await this.client.query(rows.map(({ detach }) => detach).join(';'))
    await this.client.query(`TRUNCATE ${names.join(', ')}`)
    // Indexes first: a foreign key needs the unique index that it refers to.
    this.attach = rows.flatMap(({ attach }) => attach ?? []).toReversed()
  }

  /** Copies a part of a table. */
  async add(name: string, { bytes }: Entry): Promise<void> {
    if (this.current?.table.name !== name) await this.next(name)
    const current = this.current!
    for await (const chunk of bytes) {
      current.meter.update(chunk)
      await this.step(name, write(current.stream, chunk))
    }
  }

  /** Adds constraints, indexes and sequences, and compares what was copied with what the backup says. */
  async finish({ tables, sequences }: BackupEnd): Promise<void> {
    await this.endTable()
    for (const { name } of this.header.tables) if (!isSame(tables[name], this.loaded.get(name))) throw damaged()
    for (const [name, value] of Object.entries(sequences))
      if (value !== null) await this.client.query('SELECT setval($1::regclass, $2)', [`public.${quoted(name)}`, value])
    for (const text of this.attach) await this.step('public', this.client.query(text))
    await this.client.query(ADD_JOBS)
  }

  /** Throws if a table of the database differs from the backup. */
  async compare({ tables }: BackupEnd): Promise<void> {
    for (const table of this.header.tables) {
      const found = await contentOf(this.client, table)
      if (isSame(tables[table.name], found)) continue
      throw new BackupError('BACKUP_DIFFERS', `The table ${table.name} differs from the backup after it was restored.`)
    }
  }

  /** Makes everything visible. The cursors of the old desk are reset: what they point to may not exist here. */
  async commit(): Promise<void> {
    await this.client.query(NEW_EPOCH)
    await this.client.query('COMMIT')
  }

  private async next(name: string): Promise<void> {
    await this.endTable()
    const table = this.header.tables.find((one) => one.name === name)
    if (!table) throw damaged()
    const target = name === JOBS ? 'restored_jobs' : `public.${quoted(name)}`
    const stream = this.client.query(copyFrom(`COPY ${target} (${quotedList(table.columns)}) FROM STDIN`))
    // Awaited by the next step; a failure before that is not unhandled.
    finished(stream).catch(() => {})
    this.current = { table, stream, meter: new ContentMeter() }
  }

  private async endTable(): Promise<void> {
    if (!this.current) return
    const { table, stream, meter } = this.current
    const ended = finished(stream)
    stream.end()
    await this.step(table.name, ended)
    const rows = (stream as Writable & { rowCount: number }).rowCount
    this.loaded.set(table.name, { ...meter.result(), rows })
    this.current = undefined
  }

  // Data that PostgreSQL does not accept: unreadable values, or values that break a constraint.
  private async step(name: string, work: Promise<unknown>): Promise<void> {
    try {
      await work
    } catch (error) {
      if (!/^(2[23]|42)/.test(errorCode(error) ?? '')) throw error
      const message = `The rows of ${name} cannot be stored: ${oneLine(error)}.`
      throw new BackupError('BACKUP_DAMAGED', message, { cause: error })
    }
  }
}

function unlessUsed(error: unknown): never {
  if (errorCode(error) !== '55006') throw error
  throw new BackupError('DESK_NOT_EMPTY', 'The database has people by now: restore into an empty one.', {
    cause: error,
  })
}

async function write(stream: Writable, chunk: Buffer): Promise<void> {
  await new Promise<void>((resolve, reject) => stream.write(chunk, (error) => (error ? reject(error) : resolve())))
}

async function contentOf(client: pg.Client, { name, columns }: Table): Promise<TableContent> {
  const from = name === JOBS ? `SELECT ${quotedList(columns)} FROM restored_jobs` : selectFrom(name, columns)
  const stream = client.query(copyTo(`COPY (${from}) TO STDOUT`))
  const meter = new ContentMeter()
  for await (const chunk of stream as AsyncIterable<Buffer>) meter.update(chunk)
  return meter.result()
}

function isSame(one: TableContent | undefined, other: TableContent | undefined): boolean {
  return one !== undefined && one.rows === other?.rows && one.bytes === other.bytes && one.sha256 === other.sha256
}
