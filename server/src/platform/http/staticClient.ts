import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { ROOT } from '../../env.ts'
import { builtAt, readClientFiles, type ClientFile, type Encoding } from './clientFiles.ts'

/** Where Vite puts the client. */
const DIST = path.join(ROOT, 'client/dist')

// Names under assets/ carry a hash of what is in them, so they can be cached forever; everything else is revalidated.
const FOREVER = 'public, max-age=31536000, immutable'
const ASK_AGAIN = 'no-cache'

/** Addresses that belong to programs: the client's page is no answer to what isn't found there. */
const NOT_PAGES = /^\/(api|graphql|files|health|metrics|assets)(\/|$)/

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Parley</title>
<h1>The client is not built yet</h1>
<p>The server runs, but <code>client/dist</code> is empty.
Run <code>pnpm start</code>, which builds it, or <code>pnpm dev</code> and open <a href="http://localhost:5173/">localhost:5173</a>.</p>
</html>
`

/**
 * Serves the built client; every address that a person may have typed gets its page. Sees a new build without a
 * restart.
 */
export function staticClient(_env: object, dir = DIST): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const build = createBuild(dir)
  return async (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return sendText(res, 405, 'Only GET.', { Allow: 'GET, HEAD' })
    const pathname = (req.url ?? '/').split('?')[0]!
    const page = isPage(req, pathname)
    const files = await build(page)
    const file = files?.get(decoded(pathname)) ?? (page ? files?.get('/index.html') : undefined)
    if (file) return sendFile(req, res, file, pathname.startsWith('/assets/') ? FOREVER : ASK_AGAIN)
    if (page) return sendText(res, 503, NOT_BUILT, { 'Content-Type': 'text/html; charset=utf-8' })
    return sendText(res, 404, 'Not found.')
  }
}

type Files = Map<string, ClientFile> | undefined

// The files as last built. Only pages ask whether there is a newer build: what they load belongs to it.
function createBuild(dir: string): (fresh: boolean) => Promise<Files> {
  let readAt: number | undefined
  let files: Promise<Files> = Promise.resolve(undefined)
  return async (fresh) => {
    if (!fresh && readAt !== undefined) return files
    const at = await builtAt(dir)
    if (at !== readAt) {
      readAt = at
      files = readClientFiles(dir)
      // A build that could not be read (it is being written) is read again next time.
      files.then(
        (read) => read ?? (readAt = undefined),
        () => (readAt = undefined),
      )
    }
    return files
  }
}

// A navigation, rather than something that a page loads: a missing script must not be answered with a page.
function isPage(req: IncomingMessage, pathname: string): boolean {
  if (pathname === '/' || pathname === '/index.html') return true
  return !NOT_PAGES.test(pathname) && (req.headers.accept ?? '').includes('text/html')
}

async function sendFile(req: IncomingMessage, res: ServerResponse, file: ClientFile, caching: string): Promise<void> {
  res.setHeader('Cache-Control', caching)
  res.setHeader('ETag', file.etag)
  res.setHeader('Vary', 'Accept-Encoding')
  if (req.headers['if-none-match'] === file.etag) return void res.writeHead(304).end()
  const encoding = acceptedEncoding(req)
  const encoded = encoding && (await file.encoded(encoding))
  if (encoded) res.setHeader('Content-Encoding', encoding)
  const body = encoded || file.body
  res.writeHead(200, { 'Content-Type': file.type, 'Content-Length': body.length })
  res.end(req.method === 'HEAD' ? undefined : body)
}

function acceptedEncoding(req: IncomingMessage): Encoding | undefined {
  const parts = [req.headers['accept-encoding']].flat().join(',').split(',')
  const wanted = parts.filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part)).map((part) => part.split(';')[0]!.trim())
  return (['br', 'gzip'] as const).find((encoding) => wanted.includes(encoding))
}

function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

function sendText(res: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  res
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers })
    .end(text)
}
