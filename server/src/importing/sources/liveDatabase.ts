import pg from 'pg'
import { oneLine, StartError } from '../../platform/errors/startError.ts'
import { RowMaker } from './rowMaker.ts'
import { columnName, tableName, type Reading, type SourceRow } from './sourceRow.ts'

const FETCHED = 2_000
// `row_security = off` reports an error for a table that the account sees in part, as pg_dump does, instead of reading a part.
const SETTINGS = `BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL row_security = off; SET LOCAL TimeZone = 'UTC';
  SET LOCAL DateStyle = 'ISO, YMD'; SET LOCAL statement_timeout = 0; SET LOCAL client_encoding = 'UTF8'; SET LOCAL bytea_output = 'hex'`
const TABLES = `
  SELECT format('%I.%I', n.nspname, c.relname) AS name
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_|^information_schema$' ORDER BY name`

/** Reads the tables of a running database in one read-only transaction, so that they belong together. */
export async function* readDatabase(url: string, reading: Reading): AsyncGenerator<SourceRow> {
  // Every value as text, as in a dump.
  const types = { getTypeParser: () => (text: string) => text } as unknown as pg.CustomTypesConfig
  const client = new pg.Client({ connectionString: url, application_name: 'parley import', types })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query(SETTINGS)
    const { rows } = await client.query<{ name: string }>(TABLES)
    for (const { name } of rows) if (reading.wants(tableName(name))) yield* readTable(client, name, reading)
  } catch (error) {
    if (error instanceof StartError || !isOfDatabase(error)) throw error
    throw new StartError(`The source database cannot be read: ${oneLine(error)}`, { cause: error })
  } finally {
    await client.end().catch(() => {})
  }
}

async function* readTable(client: pg.Client, name: string, reading: Reading): AsyncGenerator<SourceRow> {
  await client.query(`DECLARE rows_of_table NO SCROLL CURSOR FOR SELECT * FROM ${name}`)
  let maker: RowMaker | undefined
  for (;;) {
    const fetch = { text: `FETCH ${FETCHED} FROM rows_of_table`, rowMode: 'array' as const }
    const { rows, fields } = await client.query<(string | null)[]>(fetch)
    if (rows.length === 0) break
    maker ??= new RowMaker(
      tableName(name),
      fields.map((field) => columnName(field.name)),
      reading,
    )
    for (const values of rows) {
      const row = maker.make(values, (text) => (text === null ? null : { text, repaired: false }))
      if (row) yield row
    }
  }
  await client.query('CLOSE rows_of_table')
}

function isOfDatabase(error: unknown): boolean {
  return (
    error instanceof pg.DatabaseError ||
    'syscall' in (error as object) ||
    /connection|timeout|password/i.test(oneLine(error))
  )
}
