import { createHash } from 'node:crypto'
import { readdir, readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Good for text that is compressed once and then sent to everybody; the last two levels cost seconds. */
const BROTLI_QUALITY = 9
/** Compressing less than this gains nothing, in bytes. */
const COMPRESS_FROM = 1024

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

export type Encoding = 'br' | 'gzip'

/** One file of the built client, in memory. */
export interface ClientFile {
  type: string
  body: Buffer
  etag: string
  /** The body in this encoding, compressed at the first request; undefined where it isn't worth it. */
  encoded(encoding: Encoding): Promise<Buffer> | undefined
}

/**
 * Reads a built client, by URL path (`/assets/index-abc.js`). A few megabytes, so memory: no request names a file on
 * disk, none is found half-written, and a rebuild under a running server breaks no answer. Undefined without a build.
 */
export async function readClientFiles(dir: string): Promise<Map<string, ClientFile> | undefined> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => [])
  const names = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name))
  const files = new Map<string, ClientFile>()
  for (const name of names) {
    files.set(`/${path.relative(dir, name).replaceAll(path.sep, '/')}`, await readClientFile(name))
  }
  return files.has('/index.html') ? files : undefined
}

/** When the client was built, or undefined when it wasn't. */
export async function builtAt(dir: string): Promise<number | undefined> {
  return stat(path.join(dir, 'index.html')).then(
    ({ mtimeMs }) => mtimeMs,
    () => undefined,
  )
}

async function readClientFile(name: string): Promise<ClientFile> {
  const body = await readFile(name)
  const type = TYPES[path.extname(name)] ?? 'application/octet-stream'
  const text = /charset|wasm/.test(type) && body.length >= COMPRESS_FROM
  const done: Partial<Record<Encoding, Promise<Buffer>>> = {}
  return {
    type,
    body,
    // Weak, because it is the same for all encodings of the file.
    etag: `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    encoded: (encoding) => (text ? (done[encoding] ??= COMPRESS[encoding](body)) : undefined),
  }
}

const COMPRESS: Record<Encoding, (body: Buffer) => Promise<Buffer>> = {
  br: (body) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
    }),
  gzip: (body) => promisify(gzip)(body, { level: constants.Z_BEST_COMPRESSION }),
}
