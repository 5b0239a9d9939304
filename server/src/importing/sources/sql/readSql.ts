import { StartError } from '../../../platform/errors/startError.ts'
import { decodeUtf8, decoderOf, type Decode } from '../repairText.ts'
import { RowMaker } from '../rowMaker.ts'
import type { Reading, SourceRow } from '../sourceRow.ts'
import { fieldsOf } from './copyLine.ts'
import { Partitions } from './partitions.ts'
import { ScriptText } from './scriptText.ts'
import { parseStatement, type Statement } from './statements.ts'
import { ValuesParser, type SqlValue } from './values.ts'

/** Reads the rows of COPY and INSERT statements of an SQL dump. Other statements are skipped; none is executed. */
export async function* readSql(chunks: AsyncIterable<Buffer>, reading: Reading): AsyncGenerator<SourceRow> {
  const script = new ScriptText(chunks)
  const dump = new DumpReader(script, reading)
  for (let text = await script.statement(); text !== undefined; text = await script.statement()) {
    const statement = parseStatement(text)
    if (statement) yield* dump.rowsOf(statement, text)
  }
}

class DumpReader {
  private decode: Decode = decodeUtf8
  private readonly created = new Map<string, string[]>()
  private readonly partitions = new Partitions()
  private readonly makers = new Map<string, RowMaker>()

  constructor(
    private readonly script: ScriptText,
    private readonly reading: Reading,
  ) {}

  async *rowsOf(statement: Statement, text: string): AsyncGenerator<SourceRow> {
    if (statement.kind === 'encoding') this.decode = decoderOf(statement.name)
    else if (statement.kind === 'create') this.created.set(statement.table, statement.columns)
    else if (statement.kind === 'partition') this.partitions.add(statement.table, statement.of)
    else if (statement.kind === 'copy') yield* this.copied(statement)
    else if (this.wants(statement.table)) yield* this.inserted(statement, text)
  }

  private wants(table: string): boolean {
    return this.reading.wants(this.partitions.rootOf(table))
  }

  private async *copied({ table, columns, options }: Statement & { kind: 'copy' }): AsyncGenerator<SourceRow> {
    const wanted = this.wants(table)
    if (wanted && options !== '') throw new StartError(`COPY ${table} has options (${options}) that are not supported.`)
    const maker = this.makerOf(table, columns)
    for await (const line of this.script.copyLines()) {
      const row = wanted && maker.make(fieldsOf(line), (field) => (field === null ? null : this.decode(field)))
      if (row) yield row
    }
    if (wanted && !this.script.endedCopy) throw new StartError(`The dump is cut off: the data of ${table} has no end.`)
  }

  private *inserted({ table, columns, values }: Statement & { kind: 'insert' }, text: string): Generator<SourceRow> {
    const maker = this.makerOf(table, columns)
    for (const fields of new ValuesParser(text, values).rows()) {
      const isComputed = fields.includes(undefined)
      if (isComputed) maker.broken('has a value that only its database can compute')
      const row = isComputed
        ? undefined
        : maker.make(fields, (field: SqlValue) => (field == null ? null : this.decode(field)))
      if (row) yield row
    }
  }

  /** One for each table and list of columns, so that the rows of many INSERT statements are numbered together. */
  private makerOf(table: string, given: string[] | null): RowMaker {
    const columns = given ?? this.created.get(table)
    if (!columns)
      throw new StartError(`The dump does not name the columns of ${table}. Create it with --column-inserts.`)
    const root = this.partitions.rootOf(table)
    const key = `${root} ${columns.join()}`
    const maker = this.makers.get(key) ?? new RowMaker(root, columns, this.reading)
    this.makers.set(key, maker)
    return maker
  }
}
