import { StartError } from '../../platform/errors/startError.ts'
import type { SourceRow } from '../sources/sourceRow.ts'
import { Fields } from './fields.ts'
import type { Origin, Report } from './report.ts'
import type { Staging } from './staging.ts'
import type { Times } from './times.ts'

/** What the translation of a row needs. */
export interface Translation {
  staging: Staging
  report: Report
  times: Times
}

/** A table of the source, as an import understands it. */
export interface TableSpec<Column extends string = string> {
  /** The names it may have. */
  names: readonly string[]
  /** The names that each column may have; the first one that has a value is used. */
  columns: Readonly<Record<Column, readonly string[]>>
  /** Columns without which the table cannot be imported. */
  required: readonly NoInfer<Column>[]
  /** Stages what a row means. */
  stage(fields: Fields<NoInfer<Column>>, origin: Origin, translation: Translation): Promise<void> | void
}

/** A table under one of its names, which has been compared with the columns that the source has. */
export class MatchedTable {
  read = 0

  constructor(
    readonly name: string,
    private readonly spec: TableSpec,
    private readonly translation: Translation,
  ) {}

  async stage(row: SourceRow): Promise<void> {
    if (this.read === 0) this.compare(Object.keys(row.values))
    this.read += 1
    const fields = new Fields(row, this.spec.columns)
    const id = fields.text('id') ?? ''
    await this.spec.stage(fields, { table: this.name, row: row.row, id }, this.translation)
  }

  private compare(found: readonly string[]): void {
    const { columns, required } = this.spec
    for (const column of required) {
      if (columns[column]!.some((name) => found.includes(name))) continue
      throw new StartError(`${this.name} has none of the columns ${columns[column]!.join(', ')}. Nothing was written.`)
    }
    const known = new Set(Object.values(columns).flat())
    const unknown = found.filter((name) => !known.has(name))
    if (unknown.length > 0) this.translation.report.note(this.name, `columns that were not used: ${unknown.join(', ')}`)
  }
}

/** Makes a table, with the types of its columns checked. */
export function tableSpec<Column extends string>(spec: TableSpec<Column>): TableSpec {
  return spec as unknown as TableSpec
}
