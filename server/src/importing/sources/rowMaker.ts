import { withoutNul, type Decoded } from './repairText.ts'
import type { Reading, SourceRow } from './sourceRow.ts'

/** Makes the rows of one table: numbers them, and reports those that had to be repaired or cannot be read. */
export class RowMaker {
  private row = 0

  constructor(
    private readonly table: string,
    private readonly columns: readonly string[],
    private readonly reading: Reading,
  ) {}

  /** The row of these fields. Undefined, and reported, if their number is wrong. */
  make<Field>(fields: readonly Field[], decode: (field: Field) => Decoded | null): SourceRow | undefined {
    this.row += 1
    const { table, row, columns } = this
    if (fields.length !== columns.length) {
      this.report(`has ${fields.length} fields instead of ${columns.length}`, true)
      return undefined
    }
    const values: Record<string, string | null> = {}
    let repaired = false
    for (const [index, name] of columns.entries()) {
      const decoded = decode(fields[index]!)
      const clean = decoded && withoutNul(decoded)
      values[name] = clean && clean.text
      if (clean?.repaired) repaired = true
    }
    if (repaired) this.report('has bytes that are not UTF-8, or NUL; they were read as Windows-1252 and �', false)
    return { table, row, values }
  }

  /** Reports a row that was not made by `make`. */
  broken(why: string): void {
    this.row += 1
    this.report(why, true)
  }

  private report(why: string, lost: boolean): void {
    this.reading.onProblem(this.table, this.row, { why, lost })
  }
}
