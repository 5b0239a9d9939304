import { createReadStream } from 'node:fs'
import { createInflate } from 'node:zlib'
import { oneLine, StartError } from '../../platform/errors/startError.ts'
import { ByteReader } from './byteReader.ts'
import { tableName } from './sourceRow.ts'
import { Partitions } from './sql/partitions.ts'
import { parseStatement } from './sql/statements.ts'

// The custom format of pg_dump, as src/bin/pg_dump/pg_backup_archiver.c and pg_backup_custom.c write it. Numbers of versions
// are major * 100 + minor.
const OLDEST = 110
const NEWEST = 116
const DATA_BLOCK = 1
const SECTION_SINCE = 111
const TABLE_METHOD_SINCE = 114
const ALGORITHM_SINCE = 115
const KIND_SINCE = 116
const CUSTOM = 1
const DATE_PARTS = 7

interface Archive {
  reader: ByteReader
  version: number
  offsetBytes: number
  isCompressed: boolean
}

/** The bytes that a custom-format dump begins with. */
export const MAGIC = 'PGDMP'

/**
 * Reads a dump in the custom format of pg_dump 9.0 to 18, and returns the data of the wanted tables as an SQL script. Throws a
 * StartError for what it cannot read: a newer format, and data compressed with LZ4 or Zstandard.
 */
export async function* readCustomDump(
  file: string,
  wants: (table: string) => boolean,
  onBytes: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  const source = createReadStream(file, { highWaterMark: 1024 * 1024 })
  source.on('data', (chunk) => onBytes(chunk.length))
  const archive = await readHead(file, new ByteReader(source as AsyncIterable<Buffer>, file))
  const copies = await readContents(archive)
  const { encoding, statements } = copies
  yield Buffer.from(`SET client_encoding = '${encoding}';\n`)
  for (const create of copies.creates) yield Buffer.from(`${create}\n`, 'latin1')
  for (let block = await archive.reader.byteOrEnd(); block !== undefined; block = await archive.reader.byteOrEnd()) {
    const statement = statements.get(await archive.reader.integer())
    const wanted = block === DATA_BLOCK && statement !== undefined && wants(copies.partitions.rootOf(statement.table))
    // Large objects are a list of blocks; all that an import reads stands before them.
    if (block !== DATA_BLOCK) return
    if (wanted) yield Buffer.from(statement.copy, 'latin1')
    for await (const bytes of wanted ? inflated(archive, file) : archive.reader.chunks()) if (wanted) yield bytes
    if (wanted) yield Buffer.from('\n')
  }
}

async function readHead(file: string, reader: ByteReader): Promise<Archive> {
  await reader.bytes(MAGIC.length)
  const version = (await reader.byte()) * 100 + (await reader.byte())
  await reader.byte()
  if (version < OLDEST || version > NEWEST) throw unsupported(file, `its format ${version / 100} is not supported`)
  reader.integerBytes = await reader.byte()
  const offsetBytes = await reader.byte()
  if ((await reader.byte()) !== CUSTOM) throw unsupported(file, 'it is not in the custom format')
  const isCompressed = await readCompression(file, reader, version)
  for (let part = 0; part < DATE_PARTS; part++) await reader.integer()
  // The names of the database and of both versions.
  for (let text = 0; text < 3; text++) await reader.text()
  return { reader, version, offsetBytes, isCompressed }
}

async function readCompression(file: string, reader: ByteReader, version: number): Promise<boolean> {
  if (version < ALGORITHM_SINCE) return (await reader.integer()) !== 0
  const algorithm = await reader.byte()
  if (algorithm > 1) throw unsupported(file, `its data is compressed with ${algorithm === 2 ? 'LZ4' : 'Zstandard'}`)
  return algorithm === 1
}

interface Contents {
  encoding: string
  /** The statements that create tables and attach partitions. */
  creates: string[]
  partitions: Partitions
  statements: Map<number, { table: string; copy: string }>
}

async function readContents({ reader, version, offsetBytes }: Archive): Promise<Contents> {
  const contents: Contents = { encoding: 'UTF8', creates: [], partitions: new Partitions(), statements: new Map() }
  const count = await reader.integer()
  for (let entry = 0; entry < count; entry++) {
    const id = await reader.integer()
    await reader.integer()
    await reader.text()
    await reader.text()
    const tag = (await reader.text()) ?? ''
    const kind = await reader.text()
    if (version >= SECTION_SINCE) await reader.integer()
    const definition = (await reader.text()) ?? ''
    await reader.text()
    const copy = await reader.text()
    // The schema and the tablespace.
    for (let text = 0; text < 2; text++) await reader.text()
    if (version >= TABLE_METHOD_SINCE) await reader.text()
    if (version >= KIND_SINCE) await reader.integer()
    // The owner, whether it has OIDs, and the dependencies.
    for (let text = 0; text < 2; text++) await reader.text()
    while ((await reader.text()) !== null);
    await reader.bytes(1 + offsetBytes)
    if (kind === 'ENCODING') contents.encoding = /'([\w-]+)'/.exec(definition)?.[1] ?? contents.encoding
    if (kind === 'TABLE' || kind === 'TABLE ATTACH') contents.creates.push(definition)
    const statement = parseStatement(definition.trim())
    if (statement?.kind === 'partition') contents.partitions.add(statement.table, statement.of)
    // A dump with --inserts has complete statements as data, and no COPY.
    if (kind === 'TABLE DATA') contents.statements.set(id, { table: tableName(tag), copy: copy ?? '' })
  }
  return contents
}

async function* inflated({ reader, isCompressed }: Archive, file: string): AsyncGenerator<Buffer> {
  if (!isCompressed) return yield* reader.chunks()
  const inflate = createInflate({ chunkSize: 256 * 1024 })
  const fed = (async () => {
    for await (const chunk of reader.chunks()) {
      if (!inflate.write(chunk)) await new Promise((resolve) => inflate.once('drain', resolve).once('close', resolve))
    }
    inflate.end()
  })()
  fed.catch((error: Error) => inflate.destroy(error))
  try {
    yield* inflate as AsyncIterable<Buffer>
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(`${file}: its data is damaged: ${oneLine(error)}.`)
  }
  await fed
}

/** A dump that only another program can read. */
export class UnsupportedDump extends StartError {}

function unsupported(file: string, why: string): UnsupportedDump {
  return new UnsupportedDump(`${file} cannot be read: ${why}. Convert it: pg_restore --data-only -f dump.sql ${file}`)
}
