import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { errorCode, oneLine, StartError } from '../../platform/errors/startError.ts'

const CHUNK_BYTES = 1024 * 1024
const HEAD_BYTES = 512

/** The first bytes of a file. */
export async function headOf(file: string): Promise<Buffer> {
  const opened = await open(file).catch((error: unknown) => {
    throw unreadable(file, error)
  })
  try {
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await opened.close()
  }
}

/**
 * Reads a file, through gunzip if it is compressed. UTF-16 with a byte order mark, which Excel and PowerShell write, becomes UTF-8.
 * `onBytes` is called with the number of bytes read from disk.
 */
export async function* openBytes(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  let decoder: TextDecoder | null | undefined
  for await (const chunk of uncompressed(file, onBytes)) {
    decoder ??= utf16DecoderOf(chunk) ?? null
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk
  }
}

function utf16DecoderOf(chunk: Buffer): TextDecoder | undefined {
  const mark = chunk.toString('hex', 0, 2)
  if (mark === 'fffe') return new TextDecoder('utf-16le')
  return mark === 'feff' ? new TextDecoder('utf-16be') : undefined
}

async function* uncompressed(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  const isCompressed = (await headOf(file)).toString('hex', 0, 2) === '1f8b'
  const source = createReadStream(file, { highWaterMark: CHUNK_BYTES })
  source.on('data', (chunk) => onBytes(chunk.length))
  // The iteration below also throws the error; this callback prevents an unhandled one.
  const stream = isCompressed ? pipeline(source, createGunzip({ chunkSize: CHUNK_BYTES }), () => {}) : source
  try {
    yield* stream as AsyncIterable<Buffer>
  } catch (error) {
    throw unreadable(file, error)
  }
}

function unreadable(file: string, error: unknown): StartError {
  const code = errorCode(error)
  const why =
    code === 'ENOENT'
      ? 'there is no such file.'
      : code === 'Z_BUF_ERROR'
        ? 'the file is cut off.'
        : `the file can't be read: ${oneLine(error)}.`
  return new StartError(`${file}: ${why}`, { cause: error })
}
