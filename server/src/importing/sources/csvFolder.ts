import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse'
import { oneLine, StartError } from '../../platform/errors/startError.ts'
import { openBytes } from './openBytes.ts'
import { decodeUtf8, type Decoded } from './repairText.ts'
import { RowMaker } from './rowMaker.ts'
import { tableName, type Reading, type SourceRow } from './sourceRow.ts'

const FILE = /^(.+?)(?:_rows)?\.csv(?:\.gz)?$/i
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
  if (names.length === 0) throw new StartError(`${folder} has no files that end with .csv or .csv.gz.`)
  for (const name of names) {
    const table = tableName(FILE.exec(name)![1]!)
    if (reading.wants(table)) yield* readCsv(path.join(folder, name), table, reading)
  }
}

async function* readCsv(file: string, table: string, reading: Reading): AsyncGenerator<SourceRow> {
  let maker: RowMaker | undefined
  const records = recordsOf(file, reading.onBytes)
  try {
    for await (const record of records) {
      if (!maker) {
        maker = new RowMaker(
          table,
          record.map(({ text }) => tableName(text.trim())),
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
  return text === '' && !isQuoted ? null : decodeUtf8(text)
}

/** The records of a file as latin1 text, so that bytes that are not UTF-8 can be repaired where they are. */
async function* recordsOf(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Field[]> {
  const chunks = openBytes(file, onBytes)
  const first = await chunks.next()
  if (first.done) return
  const parser = parse({
    encoding: 'latin1',
    delimiter: delimiterOf(first.value),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: RECORD_MAX,
    cast: (text, { quoting }): Field => ({ text, isQuoted: quoting }),
  })
  const fed = feed(parser, withoutBom(first.value), chunks)
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

function withoutBom(chunk: Buffer): Buffer {
  return chunk.subarray(0, 3).toString('latin1') === '\xEF\xBB\xBF' ? chunk.subarray(3) : chunk
}

/** The character that the header row has most of: spreadsheets write semicolons or tabs. */
function delimiterOf(chunk: Buffer): string {
  const header = /^[^\r\n]*/.exec(chunk.toString('latin1', 0, 4096))![0]
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }))
  return counts.reduce((a, b) => (b.count > a.count ? b : a)).delimiter
}
