import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { deflateSync, gzipSync } from 'node:zlib'
import type pg from 'pg'
import type { Tables } from './legacyTables.ts'

type Table = Tables[string]

/** Writes tables as a plain dump of pg_dump would have them, with some of what else stands in one. */
export function writeCopyDump(file: string, tables: Tables): string {
  const parts = Object.entries(tables).map(
    ([name, table]) => `${createOf(name, table)}${copyOf(name, table)}${dataOf(table)}\n`,
  )
  const dump = `--\n-- PostgreSQL database dump\n--\n\n\\restrict abc\n\nSET client_encoding = 'UTF8';\n${OTHER}${parts.join('\n')}\n\\unrestrict abc\n`
  writeFileSync(file, file.endsWith('.gz') ? gzipSync(dump) : dump)
  return file
}

// Statements with text that looks like data.
const OTHER = `
CREATE FUNCTION public.f() RETURNS void LANGUAGE plpgsql AS $_$
BEGIN
  INSERT INTO support_messages (id) VALUES ('no');
END $_$;
CREATE FUNCTION public.g() RETURNS void LANGUAGE sql
    BEGIN ATOMIC
 INSERT INTO public.support_messages (message) VALUES ('no');
END;
COMMENT ON FUNCTION public.f() IS 'COPY public.support_messages (id) FROM stdin;
no
\\.';
/* INSERT INTO /* nested */ users VALUES ('no'); */
`

/** Writes tables as pg_dump --inserts does, with several rows in a statement. */
export function writeInsertDump(file: string, tables: Tables): string {
  const literal = (value: string | null) => (value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`)
  const parts = Object.entries(tables).map(([name, table]) => {
    const rows = table.rows.map((row) => `(${row.map(literal).join(', ')})`)
    return `${createOf(name, table)}INSERT INTO ${name} VALUES\n\t${rows.join(',\n\t')};\n`
  })
  writeFileSync(file, `SET client_encoding = 'UTF8';\n${OTHER}${parts.join('\n')}`)
  return file
}

/** Writes tables as COPY … CSV HEADER does, one file for each. */
export function writeCsvFolder(folder: string, tables: Tables): string {
  mkdirSync(folder, { recursive: true })
  const field = (value: string | null) =>
    value === null ? '' : value === '' || /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    const text = [columns, ...rows].map((row) => `${row.map(field).join(',')}\n`).join('')
    writeFileSync(path.join(folder, `${name.replace(/^public\./, '')}.csv`), text)
  }
  return folder
}

/** Writes tables in the custom format of pg_dump 15 (1.14) or 17 (1.16). */
export function writeCustomDump(file: string, tables: Tables, minor: 14 | 16 = 14): string {
  const int = (value: number) => {
    const bytes = Buffer.alloc(5)
    bytes[0] = value < 0 ? 1 : 0
    bytes.writeUInt32LE(Math.abs(value), 1)
    return bytes
  }
  const text = (value: string | null) =>
    value === null ? int(-1) : Buffer.concat([int(Buffer.byteLength(value)), Buffer.from(value)])
  const entry = (id: number, tag: string, kind: string, definition: string, copy: string | null) =>
    Buffer.concat([
      ...[int(id), int(1), text('0'), text('0'), text(tag), text(kind), int(2), text(definition), text(''), text(copy)],
      ...[text('public'), text(''), text('heap'), ...(minor === 16 ? [int(0)] : []), text('owner'), text('false')],
      ...[text('1'), text(null), Buffer.alloc(9, 1)],
    ])
  const names = Object.entries(tables)
  const entries = [
    entry(1, 'ENCODING', 'ENCODING', `SET client_encoding = 'UTF8';\n`, null),
    ...names.map(([name, table], n) => entry(n + 2, name.split('.')[1]!, 'TABLE DATA', '', copyOf(name, table))),
  ]
  const blocks = names.map(([, table], n) => {
    const bytes = deflateSync(dataOf(table))
    const halves = [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)].filter(
      ({ length }) => length > 0,
    )
    return Buffer.concat([Buffer.from([1]), int(n + 2), ...halves.flatMap((half) => [int(half.length), half]), int(0)])
  })
  const compression = minor === 16 ? Buffer.from([1]) : int(-1)
  const head = [
    Buffer.from('PGDMP'),
    Buffer.from([1, minor, 0, 4, 8, 1]),
    compression,
    ...Array.from({ length: 7 }, () => int(1)),
  ]
  const versions = [text('shop'), text('15.20'), text('15.20')]
  writeFileSync(file, Buffer.concat([...head, ...versions, int(entries.length), ...entries, ...blocks]))
  return file
}

/** Creates the tables in a database. */
export async function createTables(client: pg.ClientBase, tables: Tables): Promise<void> {
  await client.query('CREATE SCHEMA IF NOT EXISTS auth')
  for (const [name, { columns, rows }] of Object.entries(tables)) {
    const types = columns.map((column) => `${column} ${typeOf(column)}`)
    await client.query(`CREATE TABLE ${name} (${types.join(', ')})`)
    for (const row of rows) {
      const values = columns.map((column, n) => `$${n + 1}::text::${typeOf(column)}`)
      await client.query(`INSERT INTO ${name} VALUES (${values.join(', ')})`, row)
    }
  }
}

function typeOf(column: string): string {
  if (column.endsWith('_at')) return 'timestamptz'
  if (column.startsWith('is_')) return 'boolean'
  if (column === 'tags') return 'text[]'
  if (column === 'file_size') return 'bigint'
  return /(^|_)id$/.test(column) ? 'uuid' : column.startsWith('raw_') ? 'jsonb' : 'text'
}

function createOf(name: string, { columns }: Table): string {
  const types = columns.map((column) => `    ${column} text DEFAULT 'a,b)'::text`)
  return `CREATE TABLE ${name} (\n${types.join(',\n')},\n    CONSTRAINT c CHECK ((id <> ''::text))\n);\n`
}

function copyOf(name: string, { columns }: Table): string {
  return `COPY ${name} (${columns.join(', ')}) FROM stdin;\n`
}

function dataOf({ rows }: Table): string {
  const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
  const field = (value: string | null) => (value === null ? '\\N' : value.replace(/[\\\t\n\r]/g, (c) => escapes[c]!))
  return `${rows.map((row) => `${row.map(field).join('\t')}\n`).join('')}\\.\n\n`
}
