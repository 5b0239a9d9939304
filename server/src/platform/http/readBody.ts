import type { IncomingMessage } from 'node:http'

/** Reads a request's body. Returns undefined, without reading the rest, if it is longer than `maxBytes`. */
export async function readBytes(req: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The same, as UTF-8. */
export async function readBody(req: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  return (await readBytes(req, maxBytes))?.toString('utf8')
}
