import type pg from 'pg'

/** A table's columns that can be written, and its key in a deterministic order. */
export interface TableShape {
  columns: string[]
  key: string[]
  /** ORDER BY, independent of the database's collation. */
  order: string
}

const COLUMNS = `
  SELECT a.attname AS name, i.indrelid IS NOT NULL AS is_key, a.attcollation <> 0 AS is_text
  FROM pg_attribute a LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)
  WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  ORDER BY a.attnum`

/** Reads the shape of a table from the catalog, so that new columns are exported without a change here. */
export async function shapeOf(client: pg.ClientBase, table: string): Promise<TableShape> {
  const { rows } = await client.query<{ name: string; is_key: boolean; is_text: boolean }>(COLUMNS, [table])
  const key = rows.filter(({ is_key: isKey }) => isKey)
  return {
    columns: rows.map(({ name }) => name),
    key: key.map(({ name }) => name),
    order: key.map(({ name, is_text: isText }) => (isText ? `${name} COLLATE "C"` : name)).join(', '),
  }
}
