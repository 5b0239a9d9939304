import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '../../platform/errors/startError.ts'
import { isCsv, readCsvFile, readCsvFolder } from './csvFolder.ts'
import { MAGIC, readCustomDump, UnsupportedDump } from './customDump.ts'
import { readDatabase } from './liveDatabase.ts'
import { headOf, openBytes } from './openBytes.ts'
import { convertWithPgRestore } from './pgRestore.ts'
import type { Reading, Source, SourceRow } from './sourceRow.ts'
import { readSql } from './sql/readSql.ts'

const TAR_MARK = { text: 'ustar', at: 257 }

/** The reader for a source: an address, a folder, or a file, whose format is detected by its first bytes. */
export async function openSource(source: string): Promise<{ read: Source; bytes: number }> {
  if (/^postgres(ql)?:\/\//i.test(source)) return { read: (reading) => readDatabase(source, reading), bytes: 0 }
  const found = statSync(source, { throwIfNoEntry: false })
  if (!found) throw new StartError(`${source}: there is no such file or folder.`)
  if (found.isDirectory()) return { read: (reading) => readCsvFolder(source, reading), bytes: sizeOf(source) }
  if (isCsv(source)) return { read: (reading) => readCsvFile(source, reading), bytes: found.size }
  const head = (await headOf(source)).toString('latin1')
  if (head.startsWith(TAR_MARK.text, TAR_MARK.at))
    throw new StartError(
      `${source} is a dump in the tar format. Convert it: pg_restore --data-only -f dump.sql ${source}`,
    )
  if (!head.startsWith(MAGIC))
    return { read: (reading) => readSql(openBytes(source, reading.onBytes), reading), bytes: found.size }
  return { read: (reading) => readCustom(source, reading), bytes: found.size }
}

/** Dumps that our reader does not support are converted, which it finds out before it returns any row. */
async function* readCustom(file: string, reading: Reading): AsyncGenerator<SourceRow> {
  try {
    yield* readSql(readCustomDump(file, reading.wants, reading.onBytes), reading)
  } catch (error) {
    if (!(error instanceof UnsupportedDump)) throw error
    yield* readSql(convertWithPgRestore(file, error), reading)
  }
}

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0)
}
