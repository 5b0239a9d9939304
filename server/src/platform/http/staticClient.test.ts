import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs'
import http, { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { eventually } from '../../../test/eventually.ts'
import { staticClient } from './staticClient.ts'

const PAGE = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }
const SCRIPT = `console.log(${'1,'.repeat(2_000)}1)`
let root: string
let dir: string
let server: Server
let port: number

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'parley-static-'))
  dir = path.join(root, 'dist')
  writeFileSync(path.join(root, 'secret.txt'), 'secret')
  const client = staticClient(dir)
  server = createServer(client).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  port = (server.address() as AddressInfo).port
})

afterAll(() => {
  server.close()
  rmSync(root, { recursive: true })
})

interface Answer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

// Not fetch, which normalises paths before it sends them.
function get(url: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = http.request({ port, host: '127.0.0.1', path: url, method, headers }, async (res) => {
      const chunks: Buffer[] = []
      for await (const chunk of res as AsyncIterable<Buffer>) chunks.push(chunk)
      resolve({ status: res.statusCode!, headers: res.headers, body: Buffer.concat(chunks) })
    })
    request.on('error', reject).end()
  })
}

function build(title: string): void {
  mkdirSync(path.join(dir, 'assets'), { recursive: true })
  writeFileSync(path.join(dir, 'assets/index-abc.js'), SCRIPT)
  writeFileSync(path.join(dir, 'assets/index-abc.js.br'), brotliCompressSync(SCRIPT))
  writeFileSync(path.join(dir, 'assets/index-abc.js.gz'), gzipSync(SCRIPT))
  writeFileSync(path.join(dir, 'favicon.svg'), '<svg/>')
  writeFileSync(path.join(dir, 'index.html'), `<title>${title}</title>`)
}

/** The names of the files that this process has open. */
const openFiles = (): string[] =>
  readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return path.basename(readlinkSync(`/proc/self/fd/${fd}`))
    } catch {
      return []
    }
  })

test('reports a missing build, and serves a new one without a restart', async () => {
  expect((await get('/assets/index-abc.js')).status).toBe(404)
  const missing = await get('/', PAGE)
  expect(missing.status).toBe(503)
  expect(missing.body.toString()).toContain('The client is not built yet')
  build('one')
  expect((await get('/', PAGE)).body.toString()).toBe('<title>one</title>')
  build('two')
  expect((await get('/', PAGE)).body.toString()).toBe('<title>two</title>')
})

describe('a built client', () => {
  test('caches hashed files forever and revalidates the page each time', async () => {
    const script = await get('/assets/index-abc.js')
    expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8')
    const page = await get('/', PAGE)
    expect(page.headers['cache-control']).toBe('no-cache')
    const again = await get('/', { ...PAGE, 'if-none-match': page.headers.etag! })
    expect([again.status, again.body.length]).toEqual([304, 0])
  })

  test.each([
    ['br', 'gzip, deflate, br, zstd'],
    ['gzip', 'gzip'],
    ['gzip', 'gzip;q=0.5, br;q=0'],
    [undefined, 'identity'],
  ])('comes as %s where %s is accepted', async (encoding, accepted) => {
    const { headers, body } = await get('/assets/index-abc.js', { 'accept-encoding': accepted })
    expect(headers['content-encoding']).toBe(encoding)
    expect(headers.vary).toBe('Accept-Encoding')
    expect(body.length < 200).toBe(encoding !== undefined)
  })

  test.each(['/admin', '/dashboard/chat?ticket=TC-0001', '/sign-in', '/admin/people/ada@parley.example'])(
    'serves the page for %s',
    async (url) => {
      expect(await get(url, PAGE)).toMatchObject({ status: 200, body: Buffer.from('<title>two</title>') })
    },
  )

  test.each(['/assets/gone.js', '/api/x', '/files/x', '/graphql/x', '/health/x'])(
    'does not serve the page for %s',
    async (url) => {
      expect((await get(url, PAGE)).status).toBe(404)
    },
  )

  test('serves an existing file as itself, also for a navigation', async () => {
    expect((await get('/favicon.svg', PAGE)).headers['content-type']).toMatch(/^image\/svg/)
    expect((await get('/gone.svg')).status).toBe(404)
    expect((await get('/', {}, 'HEAD')).body.length).toBe(0)
    expect((await get('/', {}, 'POST')).status).toBe(405)
  })

  test.each(['bytes=-5', 'bytes=9-1', 'bytes=5-', 'bytes=100000-', 'nonsense'])(
    'is sent completely for %s',
    async (range) => {
      const { status, body } = await get('/assets/index-abc.js', { range })
      expect([status, body.toString()]).toEqual([200, SCRIPT])
    },
  )

  test('ends the response, and not the process, if a file cannot be read', async () => {
    // A socket exists, but cannot be opened as a file.
    const socket = path.join(dir, 'gone.js')
    const held = createSocket().listen(socket)
    await once(held, 'listening')
    await expect(get('/gone.js')).rejects.toThrow('socket hang up')
    held.close()
    expect((await get('/', PAGE)).status).toBe(200)
  })

  test('closes the file after the client disconnects', async () => {
    writeFileSync(path.join(dir, 'large.svg'), Buffer.alloc(32 << 20))
    const request = http.get({ port, host: '127.0.0.1', path: '/large.svg' })
    const [answer] = (await once(request, 'response')) as [http.IncomingMessage]
    expect(openFiles()).toContain('large.svg')
    answer.destroy()
    await eventually('the file is closed', () => !openFiles().includes('large.svg'))
  })

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/assets/../../secret.txt',
    '/..\\secret.txt',
    '//secret.txt',
    '/%00',
    '/%',
    '/__proto__',
    '/constructor',
  ])('serves nothing else for %s', async (url) => {
    const answer = await get(url)
    expect([answer.status, answer.body.toString()]).toEqual([404, 'Not found.'])
  })
})
