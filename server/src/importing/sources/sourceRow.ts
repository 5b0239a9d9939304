/** A row of a table of the source. Values are text as PostgreSQL writes it; the names of tables and columns are in snake case. */
export interface SourceRow {
  table: string
  /** Its position in the table, from 1. */
  row: number
  values: Readonly<Record<string, string | null>>
}

/** What a reader asks and reports. */
export interface Reading {
  /** Whether the import uses this table: the rows of others are skipped. */
  wants(table: string): boolean
  /** Called for a row that cannot be read, or that was read with a repair. */
  onProblem(table: string, row: number, problem: { why: string; lost: boolean }): void
  /** Called with the number of bytes read. */
  onBytes(bytes: number): void
}

/** Reads the rows of all wanted tables, in the order of the source. */
export type Source = (reading: Reading) => AsyncGenerator<SourceRow>

/** The name of a table or column of a dump without its schema and without quotes, in snake case. */
export function tableName(qualified: string): string {
  const last = /(?:"((?:[^"]|"")+)"|([^".\s]+))\s*$/.exec(qualified)
  return columnName(last?.[1]?.replaceAll('""', '"') ?? last?.[2] ?? qualified)
}

/** A name in snake case: `userId`, `User ID` and `user-id` are the same column. */
export function columnName(name: string): string {
  return name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase()
}
