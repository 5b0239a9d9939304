import type pg from 'pg'

type Value = string | number | boolean | null

/** One column of a bulk insert: its name and type in the database, and the value in a row. */
export interface Column<Row> {
  name: string
  /** The type of the array that is sent: one without quoting (uuid, int4, timestamptz, an enum) or `text`. */
  type: string
  /** The column's own type, if the text must be cast to it: `text[]`, `jsonb`. */
  as?: string
  value(row: Row): Value
}

/** A prepared statement that inserts many rows of one table: one array per column. */
interface BulkInsert<Row> {
  /** Inserts the rows in order; rows with an existing key are skipped. Returns the number of inserted rows. */
  into(client: pg.ClientBase, rows: readonly Row[]): Promise<number>
}

/** `onConflict` is the clause after ON CONFLICT; by default rows with an existing key are skipped. */
export function bulkInsert<Row>(
  table: string,
  columns: readonly Column<Row>[],
  onConflict = 'DO NOTHING',
): BulkInsert<Row> {
  const names = columns.map(({ name }) => name).join(', ')
  const picked = columns.map(({ name, as }) => (as ? `u.${name}::${as}` : `u.${name}`)).join(', ')
  const arrays = columns.map(({ type }, index) => `$${index + 1}::${type}[]`).join(', ')
  const text = `INSERT INTO ${table} (${names}) SELECT ${picked} FROM unnest(${arrays}) AS u (${names}) ON CONFLICT ${onConflict}`
  return {
    async into(client, rows) {
      if (rows.length === 0) return 0
      const values = columns.map((column) => arrayLiteral(rows, column))
      const { rowCount } = await client.query({ name: `bulk ${table}`, text, values })
      return rowCount ?? 0
    },
  }
}

function arrayLiteral<Row>(rows: readonly Row[], { type, value }: Column<Row>): string {
  const write = type === 'text' ? quoted : plain
  let literal = '{'
  for (let index = 0; index < rows.length; index++) literal += (index > 0 ? ',' : '') + write(value(rows[index]!))
  return `${literal}}`
}

function plain(value: Value): string {
  return value === null ? 'NULL' : String(value)
}

const SPECIAL = /["\\]/g

function quoted(value: Value): string {
  return value === null ? 'NULL' : `"${String(value).replace(SPECIAL, '\\$&')}"`
}

/** A text[] in PostgreSQL's format, to be sent as text. */
export function textArray(items: readonly string[]): string {
  return `{${items.map(quoted).join(',')}}`
}
