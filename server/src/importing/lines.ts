import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { StartError, errorCode, oneLine } from '../platform/errors/startError.ts'

/** The maximum length of a line, in bytes; a file without line ends must not fill the memory. */
const LINE_MAX = 32 * 1024 * 1024
const NEWLINE = 0x0a

/** One line of a file. `text` is null if the bytes are not UTF-8, or far too many. */
export interface Line {
  number: number
  text: string | null
}

/**
 * Reads a file line by line, through gunzip if its name ends with .gz. `onBytes` is called with the number of bytes read
 * from disk.
 */
export async function* readLines(file: string, onBytes: (bytes: number) => void = () => {}): AsyncGenerator<Line> {
  const source = createReadStream(file)
  source.on('data', (chunk) => onBytes(chunk.length))
  // The iteration below also throws the error; this callback prevents an unhandled one.
  const stream = file.endsWith('.gz') ? pipeline(source, createGunzip(), () => {}) : source
  let number = 0
  try {
    for await (const bytes of cutIntoLines(stream as AsyncIterable<Buffer>))
      yield { number: ++number, text: decode(bytes) }
  } catch (error) {
    throw new StartError(`${file}: ${unreadable(error)}`, { cause: error })
  }
}

async function* cutIntoLines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer | null> {
  let parts: Buffer[] = []
  let length = 0
  const keep = (part: Buffer) => {
    length += part.length
    if (length > LINE_MAX) parts = []
    else parts.push(part)
  }
  const take = () => {
    const line = length > LINE_MAX ? null : Buffer.concat(parts)
    parts = []
    length = 0
    return line
  }
  for await (const chunk of stream) {
    let from = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end))
      yield take()
      from = end + 1
    }
    keep(chunk.subarray(from))
  }
  if (length > 0) yield take()
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decode(bytes: Buffer | null): string | null {
  if (bytes === null) return null
  try {
    const text = utf8.decode(bytes)
    // A byte order mark starts a file, or any of several concatenated files.
    return text.replace(/^\uFEFF+/, '').replace(/\r$/, '')
  } catch {
    return null
  }
}

function unreadable(error: unknown): string {
  const code = errorCode(error)
  if (code === 'ENOENT') return 'there is no such file.'
  if (code === 'EISDIR') return 'this is a folder.'
  if (code === 'Z_BUF_ERROR') return 'the file is cut off.'
  return `the file can't be read: ${oneLine(error)}.`
}
