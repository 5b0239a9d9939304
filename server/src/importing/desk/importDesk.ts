import type pg from 'pg'
import { shapeOf, type TableShape } from '../../exporting/columns.ts'
import { StartError, errorCode, oneLine } from '../../platform/errors/startError.ts'
import type { Blobs } from '../../platform/files/blobs.ts'
import { readLines } from '../lines.ts'
import { FileWriter } from './fileWriter.ts'
import { type DeskLine, readLine } from './line.ts'

/** The maximum number of rows of one statement, and roughly of its characters. */
const ROWS = 1_000
const CHARACTERS = 4_000_000
/** Tables with rows in a new desk; and teams come twice. */
const REPLACED = ['teams', 'desk_settings']

interface Options {
  /** Where the bytes of files go. */
  blobs: Blobs
  onProgress?(bytes: number, rows: number): void
}

const USED = `SELECT EXISTS (SELECT FROM users) OR EXISTS (SELECT FROM support_tickets) AS used`
// Ids and ticket numbers continue after the imported ones.
const SEQUENCES = `
  SELECT setval('ticket_events_id_seq', (SELECT max(id) FROM ticket_events)) WHERE EXISTS (SELECT FROM ticket_events);
  SELECT setval('audit_log_id_seq', (SELECT max(id) FROM audit_log)) WHERE EXISTS (SELECT FROM audit_log);
  SELECT setval('ticket_number_seq', (SELECT max(substr(ticket_number, 4)::bigint) FROM support_tickets)) WHERE EXISTS (SELECT FROM support_tickets)`
const JOBS = `
  SELECT count(add_job('send_scheduled_message', json_build_object('messageId', id), 'scheduled_message:' || id, send_at))
    FROM scheduled_messages WHERE state = 'scheduled';
  SELECT count(add_job('remind_of_session', json_build_object('sessionId', s.id, 'reminder', r.name, 'startsAt', s.starts_at),
      format('session_reminder:%s:%s', s.id, r.name), s.starts_at - r.before))
    FROM sessions s, (VALUES ('day', interval '1 day'), ('soon', interval '10 minutes')) r (name, before)
    WHERE s.cancelled_at IS NULL AND s.starts_at - r.before > now();
  SELECT add_job('erase_people', '{}', 'erase_people', now())`

/**
 * Imports an exported desk (docs/export-format.md) into a new one, in one transaction of parley_maintenance: either all of it, or
 * nothing. Triggers that would compute rows or columns do nothing meanwhile. Returns the number of rows.
 */
export async function importDesk(pool: pg.Pool, file: string, options: Options): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query(`BEGIN; SET LOCAL parley.restoring = 'on'; SET LOCAL timezone = 'UTC'`)
    const { rows } = await client.query<{ used: boolean }>(USED)
    if (rows[0]!.used) throw new StartError('This desk already has people or tickets. Import into a new one.')
    const run = new Run(client, options)
    await run.read(file)
    await client.query(SEQUENCES)
    await client.query(JOBS)
    await client.query('COMMIT')
    return run.rows
  } finally {
    // Closing the connection rolls back in any state.
    client.release(true)
  }
}

class Run {
  rows = 0
  private bytes = 0
  private table = ''
  private columns: string[] = []
  private batch: string[] = []
  private characters = 0
  private place = ''
  private readonly shapes = new Map<string, TableShape>()
  private readonly files: FileWriter

  constructor(
    private readonly client: pg.ClientBase,
    private readonly options: Options,
  ) {
    this.files = new FileWriter(options.blobs)
  }

  async read(file: string): Promise<void> {
    for await (const { number, text } of readLines(file, (bytes) => (this.bytes += bytes))) {
      if (text === '') continue
      this.place = `${file}:${number}`
      const line = readLine(text, this.place)
      if ((number === 1) !== 'parley' in line) throw new StartError(`${file}: this is not an exported desk.`)
      await this.take(line)
    }
    await this.write()
    await this.files.end()
  }

  private async take(line: DeskLine): Promise<void> {
    if ('file' in line) return this.files.add(line)
    if (!('table' in line)) return
    const columns = Object.keys(line.row)
    const isAnother = line.table !== this.table || columns.join() !== this.columns.join()
    if (isAnother || this.batch.length >= ROWS || this.characters > CHARACTERS) await this.write()
    const row = JSON.stringify(line.row)
    this.table = line.table
    this.columns = columns
    this.batch.push(row)
    this.characters += row.length
  }

  /** Inserts the collected rows, which have the same columns: an older export has fewer than the table. */
  private async write(): Promise<void> {
    if (this.batch.length === 0) return
    const shape = this.shapes.get(this.table) ?? (await shapeOf(this.client, this.table))
    this.shapes.set(this.table, shape)
    const { columns } = this
    const unknown = columns.find((column) => !shape.columns.includes(column))
    if (unknown)
      throw new StartError(`${this.place}: ${this.table} has no column ${unknown}. The export is of a newer version.`)
    const changed = columns.map((column) => `${column} = excluded.${column}`).join(', ')
    const onConflict = REPLACED.includes(this.table)
      ? `ON CONFLICT (${shape.key.join(', ')}) DO UPDATE SET ${changed}`
      : ''
    try {
      await this.client.query(
        `INSERT INTO ${this.table} (${columns.join(', ')}) SELECT ${columns.join(', ')}
         FROM jsonb_populate_recordset(NULL::${this.table}, $1::jsonb) ${onConflict}`,
        [`[${this.batch.join(',')}]`],
      )
    } catch (error) {
      if (!/^2[123]/.test(errorCode(error) ?? '')) throw error
      throw new StartError(
        `${this.place}: rows of ${this.table} cannot be stored: ${oneLine(error)} Nothing was imported.`,
        { cause: error },
      )
    }
    this.rows += this.batch.length
    this.batch = []
    this.characters = 0
    this.options.onProgress?.(this.bytes, this.rows)
  }
}
