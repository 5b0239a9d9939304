/** What an import says about a row: it was left out, it was imported with a change, or a remark about its table. */
export interface ReportLine {
  outcome: 'not imported' | 'changed' | 'note'
  table: string
  /** Its position in the table; 0 for a remark about the whole table. */
  row: number
  id: string
  why: string
}

/** Where a row comes from. */
export interface Origin {
  table: string
  row: number
  id: string
}

/** Collects what could not be imported as it was, row by row. Texts of messages and addresses are never in it. */
export class Report {
  readonly lines: ReportLine[] = []

  /** The row was not imported. */
  lost({ table, row, id }: Origin, why: string): void {
    this.lines.push({ outcome: 'not imported', table, row, id, why })
  }

  /** The row was imported, but not exactly as it was. */
  changed({ table, row, id }: Origin, why: string): void {
    this.lines.push({ outcome: 'changed', table, row, id, why })
  }

  note(table: string, why: string): void {
    this.lines.push({ outcome: 'note', table, row: 0, id: '', why })
  }

  /** The number of rows that were not imported. */
  get lostRows(): number {
    return this.lines.filter(({ outcome }) => outcome === 'not imported').length
  }
}

/** The report as CSV, with a header. */
export function asCsv(lines: readonly ReportLine[]): string {
  const rows = lines.map(({ outcome, table, row, id, why }) => [outcome, table, row || '', id, why])
  return [['outcome', 'table', 'row', 'id', 'reason'], ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('')
}

function quoted(value: string | number): string {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
