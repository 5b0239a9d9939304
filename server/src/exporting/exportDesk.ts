import type pg from 'pg'
import { MissingBlobError, type Blobs } from '../platform/files/blobs.ts'
import { shapeOf } from './columns.ts'
import { EXPORTED } from './tables.ts'

/** The first line of an export. */
export const HEADER = { parley: 'desk', version: 1 }
/** The number of rows that are fetched at a time. */
const ROWS = 500
/** The size of a part of a file, in bytes: a multiple of three, so that no part is padded but the last. */
const PART = 384 * 1024

interface ExportOptions {
  /** Includes password hashes, so that people can sign in on the new desk. */
  passwords?: boolean
  /** Includes the bytes of files from this store. */
  blobs?: Blobs
  /** Called for each file whose bytes are missing. */
  onMissing?(id: string): void
  /** Called with the number of rows so far. */
  onProgress?(rows: number): void
}

/**
 * The whole desk as lines of NDJSON (docs/export-format.md), read over a connection of parley_maintenance. One snapshot, in a
 * deterministic order: the same desk always gives the same bytes. Memory does not depend on the size of the desk.
 */
export async function* exportDesk(client: pg.ClientBase, options: ExportOptions = {}): AsyncGenerator<string> {
  await client.query(`BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL timezone = 'UTC'`)
  try {
    yield JSON.stringify(HEADER)
    let rows = 0
    for (const table of EXPORTED.filter(({ secret }) => !secret || options.passwords)) {
      const { columns, order } = await shapeOf(client, table.name)
      const shown = columns.filter((column) => !table.without?.includes(column))
      const text = `SELECT '{"table":"${table.name}","row":' || row_to_json(x)::text || '}' AS line
        FROM (SELECT ${shown.join(', ')} FROM ${table.name} WHERE ${table.where ?? 'true'} ORDER BY ${order}) x`
      for await (const { line } of fetched<{ line: string }>(client, text)) {
        yield line
        if (++rows % ROWS === 0) options.onProgress?.(rows)
      }
    }
    if (options.blobs) yield* files(client, options.blobs, options)
  } finally {
    await client.query('ROLLBACK')
  }
}

async function* fetched<Row extends pg.QueryResultRow>(client: pg.ClientBase, text: string): AsyncGenerator<Row> {
  await client.query(`DECLARE exported NO SCROLL CURSOR FOR ${text}`)
  for (;;) {
    const { rows } = await client.query<Row>(`FETCH ${ROWS} FROM exported`)
    yield* rows
    if (rows.length < ROWS) break
  }
  await client.query('CLOSE exported')
}

const STORED = `
  SELECT id, preview = 'ready' AS has_preview FROM attachments WHERE state = 'attached' AND external_url IS NULL
  UNION ALL SELECT id, false FROM inbound_mails ORDER BY id`

async function* files(client: pg.ClientBase, blobs: Blobs, { onMissing }: ExportOptions): AsyncGenerator<string> {
  for await (const { id, has_preview: hasPreview } of fetched<{ id: string; has_preview: boolean }>(client, STORED)) {
    try {
      yield* parts(blobs, id, 'file')
      if (hasPreview) yield* parts(blobs, id, 'preview')
    } catch (error) {
      if (!(error instanceof MissingBlobError)) throw error
      onMissing?.(id)
    }
  }
}

async function* parts(blobs: Blobs, id: string, part: 'file' | 'preview'): AsyncGenerator<string> {
  const line = (bytes: Buffer) => JSON.stringify({ file: id, part, data: bytes.toString('base64') })
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of await blobs.read(id, part)) {
    rest = Buffer.concat([rest, chunk as Buffer])
    for (; rest.length >= PART; rest = rest.subarray(PART)) yield line(rest.subarray(0, PART))
  }
  yield line(rest)
}
