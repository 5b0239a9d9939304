import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse'
import { oneLine, StartError } from '../../platform/errors/startError.ts'
import { openBytes } from './openBytes.ts'
import { decodeUtf8, type Decoded } from './repairText.ts'
import { RowMaker } from './rowMaker.ts'
import { columnName, tableName, type Reading, type SourceRow } from './sourceRow.ts'

const FILE = /^(.+?)(?:_rows)?\.csv(?:\.gz)?$/i
const START = /^(?:\xEF\xBB\xBF)?(?:sep=.\r?\n)?/
/** The maximum length of a record, in characters: a quote without an end must not fill the memory. */
const RECORD_MAX = 64 * 1024 * 1024

/** A field, and whether it was quoted: an empty one without quotes is null, as COPY writes it. */
interface Field {
  text: string
  isQuoted: boolean
}

/** Reads a folder of CSV files, one for each table, with a header row. Their names are those of the tables. */
export async function* readCsvFolder(folder: string, reading: Reading): AsyncGenerator<SourceRow> {
  const names = (await readdir(folder)).filter((name) => FILE.test(name)).toSorted()
  if (existsSync(path.join(folder, 'toc.dat')))
    throw new StartError(
      `${folder} is a dump in the directory format. Convert it: pg_restore --data-only -f dump.sql ${folder}`,
    )
  if (names.length === 0) throw new StartError(`${folder} has no files that end with .csv or .csv.gz.`)
  for (const name of names) yield* readCsvFile(path.join(folder, name), reading)
}

/** Whether a file has the name of a CSV file. */
export const isCsv = (file: string): boolean => FILE.test(path.basename(file))

/** Reads one CSV file. Its name is that of the table. */
export async function* readCsvFile(file: string, reading: Reading): AsyncGenerator<SourceRow> {
  const table = tableName(FILE.exec(path.basename(file))![1]!)
  if (reading.wants(table)) yield* readCsv(file, table, reading)
}

async function* readCsv(file: string, table: string, reading: Reading): AsyncGenerator<SourceRow> {
  let maker: RowMaker | undefined
  const records = recordsOf(file, reading.onBytes)
  try {
    for await (const record of records) {
      if (!maker) {
        maker = new RowMaker(
          table,
          record.map(({ text }) => columnName(decodeUtf8(text).text)),
          reading,
        )
        continue
      }
      const row = maker.make(record, decodeField)
      if (row) yield row
    }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${file} cannot be read as CSV: ${oneLine(error)}.`)
  }
}

function decodeField({ text, isQuoted }: Field): Decoded | null {
  return (text === '' || text === '\\N') && !isQuoted ? null : decodeUtf8(text)
}

/** The records of a file as latin1 text, so that bytes that are not UTF-8 can be repaired where they are. */
async function* recordsOf(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Field[]> {
  const chunks = openBytes(file, onBytes)
  const first = await firstOf(chunks)
  if (first === undefined) return
  const parser = parse({
    encoding: 'latin1',
    delimiter: delimiterOf(first),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_MAX,
    cast: (text, { quoting }): Field => ({ text, isQuoted: quoting }),
  })
  const fed = feed(parser, first, chunks)
  fed.catch((error: Error) => parser.destroy(error))
  yield* parser as AsyncIterable<Field[]>
  await fed
}

async function feed(parser: ReturnType<typeof parse>, first: Buffer, rest: AsyncIterable<Buffer>): Promise<void> {
  parser.write(first)
  for await (const chunk of rest) {
    if (!parser.write(chunk)) await new Promise((resolve) => parser.once('drain', resolve).once('close', resolve))
  }
  parser.end()
}

/** The first chunk without a byte order mark, and without the line with which Excel names the separator. */
async function firstOf(chunks: AsyncGenerator<Buffer>): Promise<Buffer | undefined> {
  const first = await chunks.next()
  return first.done ? undefined : Buffer.from(first.value.toString('latin1').replace(START, ''), 'latin1')
}

/** The character that the header row has most of: spreadsheets write semicolons or tabs. */
function delimiterOf(chunk: Buffer): string {
  const header = /^[^\r\n]*/.exec(chunk.toString('latin1', 0, 4096))![0]
  const counts = [',', ';', '\t', '|'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((a, b) => (b.count > a.count ? b : a)).delimiter
}
