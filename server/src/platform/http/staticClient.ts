import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import type { Readable } from 'node:stream'
import sirv from 'sirv'
import { ROOT } from '../../env.ts'

/** The output folder of the client's Vite build. */
const DIST = path.join(ROOT, 'client/dist')

// Names under assets/ contain a hash of the content, so they can be cached forever; everything else is revalidated.
const FOREVER = 'public, max-age=31536000, immutable'
const REVALIDATE = 'no-cache'

/** Content types for which sirv sets no charset, or no type at all. */
const TYPES: Record<string, string> = {
  '.bcmap': 'application/octet-stream',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
}

/** Paths of APIs: a missing resource there must not be answered with the client's page. */
const NOT_PAGES = /^\/(api|graphql|files|health|metrics|assets)(\/|$)/

const NOT_BUILT = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Parley</title>
<h1>The client is not built yet</h1>
<p>The server runs, but <code>client/dist</code> is empty.
Run <code>pnpm start</code>, which builds it, or <code>pnpm dev</code> and open <a href="http://localhost:5173/">localhost:5173</a>.</p>
</html>
`

/** Serves the built client; every path of a navigation gets its page. Serves a new build without a restart. */
export function staticClient(dir = DIST): (req: IncomingMessage, res: ServerResponse) => void {
  // `dev` reads the directory at each request, so it never sends a length that a later build has changed. No extensions: only
  // exact names are files.
  const serve = sirv(dir, { dev: true, etag: true, brotli: true, gzip: true, extensions: [], setHeaders })
  return (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return sendText(res, 405, 'Only GET.', { Allow: 'GET, HEAD' })
    const pathname = (req.url ?? '/').split('?')[0]!
    const page = isPage(req, pathname)
    res.setHeader('Cache-Control', pathname.startsWith('/assets/') ? FOREVER : REVALIDATE)
    prepare(req, res)
    const sendPage = () => {
      req.url = '/index.html'
      serve(req, res, () => sendText(res, 503, NOT_BUILT, { 'Content-Type': 'text/html; charset=utf-8' }))
    }
    if (pathname === '/') return sendPage()
    serve(req, res, () => (page ? sendPage() : sendText(res, 404, 'Not found.')))
  }
}

// A navigation, and not a subresource: a missing script must not be answered with a page.
function isPage(req: IncomingMessage, pathname: string): boolean {
  if (pathname === '/' || pathname === '/index.html') return true
  return !NOT_PAGES.test(pathname) && (req.headers.accept ?? '').includes('text/html')
}

/** Works around gaps in sirv's HTTP handling and in the lifetime of its streams. */
function prepare(req: IncomingMessage, res: ServerResponse): void {
  // sirv treats every listed encoding as accepted, `br;q=0` too.
  req.headers['accept-encoding'] = acceptedEncodings(req)
  // sirv handles some ranges wrongly (`bytes=-500`) and throws for others (`bytes=9-1`). A server may ignore ranges.
  delete req.headers.range
  // sirv pipes without error handling: a missing file would end the process, and a disconnected client would leave it open.
  res.once('pipe', (file: Readable) => {
    file.once('error', () => res.destroy())
    res.once('close', () => file.destroy())
  })
}

function acceptedEncodings(req: IncomingMessage): string {
  const parts = [req.headers['accept-encoding']].flat().join(',').split(',')
  return parts.filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part)).join(',')
}

function setHeaders(res: ServerResponse, pathname: string): void {
  const type = TYPES[path.extname(pathname)]
  if (type) res.setHeader('Content-Type', type)
}

function sendText(res: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  res
    .writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store', ...headers })
    .end(text)
}
