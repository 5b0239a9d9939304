import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { crc32, deflateRawSync, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { uuidIn } from '../../test/security/world.ts'
import { type Actor, openTicket, testApp, type TestApp } from '../../test/testApp.ts'
import { beginUpload, fetchFile, metadataOf, send, sendBytes, tus, upload } from '../../test/uploads.ts'
import { cleanName } from './fileName.ts'

let app: TestApp
let buyer: Actor
let agent: Actor
let ticketId: string
let files: HostileFile[]
beforeAll(async () => {
  // Made first: packing the bombs takes seconds in which nothing else runs.
  files = await hostileFiles()
  app = await testApp({ variables: { FILE_MAX_BYTES: '3000000' } })
  ;[buyer, agent] = [await app.actor('buyer'), await app.actor('agent')]
  ticketId = (await openTicket(app, buyer)).id
})
afterAll(() => app.close())
// Each case leaves a server that still serves.
afterEach(async () => expect((await fetch(`${app.url}/health`)).status).toBe(200))

interface HostileFile {
  what: string
  name: string
  type: string
  bytes: Buffer
}

const SCRIPT = '<script>fetch("/graphql")</script>'
const TEXTS: Record<string, string> = {
  'svg with a script': `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`,
  'svg with a handler': '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
  'svg that loads': '<svg xmlns="http://www.w3.org/2000/svg"><image href="http://169.254.169.254/"/></svg>',
  'svg with entities': `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&x;</svg>`,
  'xml that grows': `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;&c;</a>`,
  'html page': `<!DOCTYPE html><html><body>${SCRIPT}</body></html>`,
  'html without a head': SCRIPT,
  xhtml: `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`,
  javascript: 'fetch("/graphql", { method: "POST" })',
  'shell script': '#!/bin/sh\nrm -rf /',
  css: 'body { background: url(//evil.example) }',
  'url shortcut': '[InternetShortcut]\r\nURL=file:///etc/passwd',
}
const LIES = [
  'picture.png|image/png',
  'page.html|text/html',
  'drawing.svg|image/svg+xml',
  'film.mp4|video/mp4',
  'paper.pdf|application/pdf',
]

const PNG = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
const JPEG = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: 'teal' } })
    .jpeg()
    .toBuffer()
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')
const PDF = Buffer.from(
  '%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF',
)

/** A PNG that says it is this large, with hardly anything in it. */
function pngOf(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const named = Buffer.concat([Buffer.from(type), data])
    const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    sum.writeUInt32BE(crc32(named) >>> 0)
    return Buffer.concat([length, named, sum])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(Math.min(4_000_000, (width + 1) * height)))
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', rows), chunk('IEND', Buffer.alloc(0))])
}

/** A zip with one file of this name, which unpacks to so many zeros. */
function zipOf(name: string, size: number): Buffer {
  const data = deflateRawSync(Buffer.alloc(size))
  const sizes = Buffer.alloc(12)
  sizes.writeUInt32LE(data.length, 4)
  sizes.writeUInt32LE(size, 8)
  const fields = (fixed: string) =>
    Buffer.concat([Buffer.from(fixed, 'hex'), sizes, Buffer.from([name.length, 0, 0, 0])])
  const local = Buffer.concat([fields('504b0304140000000800000000000000'.slice(0, 28)), Buffer.from(name), data])
  return Buffer.concat([local, Buffer.from('504b0506000000000000000000000000000000000000', 'hex')])
}

const NAMES = [
  '../../etc/passwd',
  '..\\..\\windows\\system.ini',
  '/etc/shadow',
  'C:\\autoexec.bat',
  '....//....//x',
  '..',
  '.',
  '',
  ' ',
  '\u0000.png',
  'a\u0000.png',
  'photo\u202Egnp.exe',
  '\u202E\u202D\u2066\u2069',
  'a\r\nSet-Cookie: x=1',
  'a\nb.txt',
  'a"; filename="b.html',
  "a'; rm -rf /",
  '<script>alert(1)</script>.png',
  '%2e%2e%2f%00.png',
  'a;b=c.txt',
  'CON',
  'nul.txt',
  'COM1.log',
  '.htaccess',
  '.git/config',
  '-rf',
  '$(reboot)',
  '`id`',
  '|ls',
  'a'.repeat(5_000),
  `${'é'.repeat(300)}.pdf`,
  '😀'.repeat(200),
  '\u200B\u200C\u200D\uFEFF',
  'e\u0301'.repeat(100),
  'ａ／ｂ',
  'a\tb\u007F\u0085c.txt',
  'file.',
  'file...',
  'x.php.png',
  'x.png.html',
  'x.tar.gz',
  'ünïcödé ☃.txt',
  'مرحبا.txt',
  '文件.txt',
  'a?b*c:d|e',
  '\uE000.txt',
]

async function hostileFiles(): Promise<HostileFile[]> {
  const [png, jpeg] = [await PNG(), await JPEG()]
  const file = (what: string, name: string, type: string, bytes: Buffer | string) => ({
    what,
    name,
    type,
    bytes: Buffer.from(bytes),
  })
  const lying = Object.entries(TEXTS).flatMap(([what, text]) =>
    LIES.map((lie) => file(`${what} as ${lie}`, lie.split('|')[0]!, lie.split('|')[1]!, text)),
  )
  const polyglots = [
    file('png and html', 'a.html', 'text/html', Buffer.concat([png, Buffer.from(SCRIPT)])),
    file('gif and javascript', 'a.js', 'text/javascript', Buffer.concat([GIF, Buffer.from('=1;alert(1)')])),
    file('jpeg and zip', 'a.jar', 'application/java-archive', Buffer.concat([jpeg, zipOf('a.class', 10)])),
    file('pdf and html', 'a.html', 'text/html', Buffer.concat([PDF, Buffer.from(SCRIPT)])),
    file('html before a pdf', 'a.pdf', 'application/pdf', Buffer.concat([Buffer.from(`${SCRIPT}\n`), PDF])),
    file('png in a gif', 'a.gif', 'image/gif', Buffer.concat([GIF.subarray(0, 6), png])),
    file(
      'program as pdf',
      'invoice.pdf',
      'application/pdf',
      Buffer.concat([Buffer.from('4d5a9000', 'hex'), Buffer.alloc(200)]),
    ),
    file('elf as png', 'a.png', 'image/png', Buffer.concat([Buffer.from('7f454c46020101', 'hex'), Buffer.alloc(100)])),
    file('utf-16 html', 'a.html', 'text/html', Buffer.from(`\uFEFF${SCRIPT}`, 'utf16le')),
    file('utf-7 html', 'a.txt', 'text/plain', '+ADw-script+AD4-alert(1)+ADw-/script+AD4-'),
    file('pdf with javascript', 'a.pdf', 'application/pdf', PDF),
    file('nothing but zeros', 'a.png', 'image/png', Buffer.alloc(1_000)),
    file('lone bytes', 'a.txt', 'text/plain', Buffer.from([0xff, 0xfe, 0xfd, 0xc0, 0xaf])),
  ]
  const bombs = [
    ...[
      [65_535, 65_535],
      [30_000, 30_000],
      [2 ** 31 - 1, 1],
      [1, 2 ** 31 - 1],
      [8_000, 8_000],
      [0, 0],
      [100_000, 400],
    ].map(([width, height]) => file(`png of ${width} x ${height}`, 'bomb.png', 'image/png', pngOf(width!, height!))),
    file(
      'gif that says 65535 x 65535',
      'bomb.gif',
      'image/gif',
      Buffer.concat([Buffer.from('474946383961ffffffff800000', 'hex'), GIF.subarray(13)]),
    ),
    ...['a.txt', '[Content_Types].xml', '../../evil.sh', 'mimetype', 'word/document.xml'].map((name) =>
      file(`zip bomb of ${name}`, 'bomb.zip', 'application/zip', zipOf(name, 100_000_000)),
    ),
    file('zip bomb in a docx', 'bomb.docx', 'application/zip', zipOf('[Content_Types].xml', 100_000_000)),
    file(
      'gzip bomb',
      'bomb.gz',
      'application/gzip',
      Buffer.concat([Buffer.from('1f8b0800000000000003', 'hex'), deflateRawSync(Buffer.alloc(50_000_000))]),
    ),
  ]
  const cut = Array.from({ length: 24 }, (_, n) => {
    const whole = n % 2 ? png : jpeg
    return file(
      `picture cut at ${n}`,
      'cut.png',
      'image/png',
      whole.subarray(0, Math.max(1, Math.floor((whole.length * (n + 1)) / 26))),
    )
  })
  const spoilt = Array.from({ length: 24 }, (_, n) => {
    const bytes = Buffer.from(n % 2 ? png : jpeg)
    for (let i = n; i < bytes.length; i += 7 + n) bytes[i] = (bytes[i]! + 13 * n) & 0xff
    return file(`picture spoilt, ${n}`, 'spoilt.jpg', 'image/jpeg', bytes)
  })
  const named = NAMES.map((name) => file(`name ${JSON.stringify(name).slice(0, 40)}`, name, 'image/png', png))
  return [...lying, ...polyglots, ...bombs, ...cut, ...spoilt, ...named]
}

test('whatever is sent is a harmless download, exactly as it was sent', async () => {
  const wrong: string[] = []
  const check = async ({ what, name, type, bytes }: HostileFile) => {
    const { attachmentId } = await upload(app, buyer, bytes, { filename: name, filetype: type })
    const { message, errors } = await send(app, buyer, ticketId, [attachmentId])
    const [shown] = message?.attachments ?? []
    const problem = (text: string) => wrong.push(`${what}: ${text}`)
    if (!shown) return problem(JSON.stringify(errors))
    const { status, headers, bytes: got } = await fetchFile(app, agent, shown.url)
    const disposition = headers.get('content-disposition') ?? ''
    const contentType = headers.get('content-type') ?? ''
    if (status !== 200 || !got.equals(bytes)) problem(`came back as ${status}, ${got.length} bytes`)
    if (/html|svg|xml|script/.test(contentType)) problem(`served as ${contentType}`)
    if (shown.kind === 'FILE' && !disposition.startsWith('attachment;')) problem(`inline: ${contentType}`)
    if (shown.kind === 'IMAGE' && shown.previewState !== 'READY') problem(`an image of ${shown.previewState}`)
    if (headers.get('x-content-type-options') !== 'nosniff') problem('may be sniffed')
    if (headers.get('content-security-policy') !== "sandbox; default-src 'none'") problem('not in a sandbox')
    if (/[\p{Cc}\p{Cf}\p{Cs}/\\]/u.test(shown.fileName) || !shown.fileName) problem(`is called ${shown.fileName}`)
    if (shown.fileName.length > 150) problem(`a name of ${shown.fileName.length}`)
    if (/^image\/png$/.test(shown.contentType) && !/\.png$/i.test(shown.fileName))
      problem(`a PNG is called ${shown.fileName}`)
    if (headers.get('set-cookie')) problem('sets a cookie')
    if (shown.thumbnailUrl) {
      const picture = await fetchFile(app, agent, shown.thumbnailUrl)
      const { format, width, height } = await sharp(picture.bytes).metadata()
      if (format !== 'webp' || Math.max(width, height) > 640) problem(`has a preview of ${format} ${width} x ${height}`)
    }
  }
  for (let i = 0; i < files.length; i += 8) await Promise.all(files.slice(i, i + 8).map(check))
  expect(wrong).toEqual([])
  expect(files.length).toBeGreaterThan(150)
})

test.each([
  ['a decompression bomb', () => pngOf(30_000, 30_000)],
  ['a cut picture', async () => (await PNG()).subarray(0, 60)],
])('%s is a file to save: never an image, on no route', async (_what, bytes) => {
  const file = await bytes()
  const { attachmentId } = await upload(app, buyer, file, { filename: 'bomb.png', filetype: 'image/png' })
  const { message } = await send(app, buyer, ticketId, [attachmentId])
  const refused = { kind: 'FILE', previewState: 'FAILED', thumbnailUrl: null, width: null, height: null }
  expect(message.attachments).toMatchObject([refused])
  const again = 'kind previewState thumbnailUrl width height'
  const { data } = await app.gql(
    agent,
    `query ($id: ID!, $ticket: ID!) {
      node(id: $id) { ... on Attachment { ${again} url } }
      ticket(id: $ticket) { attachments { id ${again} } } }`,
    { id: attachmentId, ticket: ticketId },
  )
  expect(data.node).toMatchObject(refused)
  expect(data.ticket.attachments.find(({ id }: { id: string }) => id === attachmentId)).toMatchObject(refused)
  for (const url of [data.node.url, `${data.node.url}&download`]) {
    const { status, headers } = await fetchFile(app, agent, url)
    expect([status, headers.get('content-disposition')]).toEqual([200, expect.stringMatching(/^attachment;/)])
  }
  // The same for a picture that nobody has tried to open, as those are that are too large for it.
  await app.sql(`update attachments set preview = 'none' where id = $1`, [uuidIn(attachmentId)])
  const { headers } = await fetchFile(app, agent, data.node.url)
  expect(headers.get('content-disposition')).toMatch(/^attachment;/)
})

test('names: what a path, a header or an eye could be fooled by is gone', () => {
  expect(cleanName('../../etc/passwd')).toBe('passwd')
  expect(cleanName('C:\\Users\\me\\photo.png')).toBe('photo.png')
  expect(cleanName('photo\u202Egnp.exe')).toBe('photognp.exe')
  expect(cleanName('a\r\nSet-Cookie: x=1')).toBe('aSet-Cookie_ x=1')
  expect(cleanName('')).toBe('file')
  expect(cleanName('..')).toBe('file')
  expect(cleanName(`${'x'.repeat(400)}.pdf`)).toMatch(/^x{146}\.pdf$/)
  expect(cleanName('nul.txt')).toBe('_nul.txt')
})

const UPLOAD = { 'Content-Type': 'application/offset+octet-stream' }

/** Requests that are no tus, or somebody else’s, each with what it may be answered. */
function badRequests(url: string, foreign: string): [string, string, Record<string, string>, (string | Buffer)?][] {
  const id = randomUUID()
  const metadata = (text: string) => ({ 'Upload-Length': '3', 'Upload-Metadata': text })
  return [
    ['POST', '/files', {}],
    ...[
      '-1',
      '1.5',
      '1e3',
      'NaN',
      'Infinity',
      '0x10',
      '',
      ' ',
      '9007199254740993',
      '99999999999999999999',
      '0',
      '3000001',
    ].map((length) => ['POST', '/files', { 'Upload-Length': length }] as [string, string, Record<string, string>]),
    ['POST', '/files', { 'Upload-Length': '3', 'Upload-Defer-Length': '1' }],
    ['POST', '/files', { 'Upload-Defer-Length': '2' }],
    ['POST', '/files', { 'Upload-Length': '3', 'Tus-Resumable': '0.2.2' }],
    ['POST', '/files', { 'Upload-Length': '3', 'Upload-Concat': 'partial' }],
    ['POST', '/files', { 'Upload-Length': '3', 'Upload-Concat': `final;${url} ${foreign}` }],
    ...['filename !!', ', ,', 'filename YQ==,filename YQ==', 'a b c', 'filename YQ'].map(
      (text) => ['POST', '/files', metadata(text)] as [string, string, Record<string, string>],
    ),
    ['PATCH', url, {}, 'abc'],
    ['PATCH', url, { 'Upload-Offset': '0' }, 'abc'],
    ['PATCH', url, { ...UPLOAD }, 'abc'],
    ['PATCH', url, { 'Content-Type': 'text/plain', 'Upload-Offset': '0' }, 'abc'],
    ...['-1', '1', '5', '99', 'x', '1.5', ''].map(
      (offset) =>
        ['PATCH', url, { ...UPLOAD, 'Upload-Offset': offset }, 'abc'] as [
          string,
          string,
          Record<string, string>,
          string,
        ],
    ),
    ['PATCH', url, { ...UPLOAD, 'Upload-Offset': '0' }, 'more than it was to be'],
    ['PATCH', url, { ...UPLOAD, 'Upload-Offset': '0', 'Upload-Length': '5' }, 'abc'],
    ...['PATCH', 'HEAD', 'DELETE'].flatMap((method) =>
      [
        foreign,
        `/files/${id}`,
        '/files/..%2f..%2fetc%2fpasswd',
        '/files/%00',
        '/files/a.json',
        '/files/',
        `${foreign}.json`,
      ].map(
        (path) =>
          [
            method,
            path,
            method === 'PATCH' ? { ...UPLOAD, 'Upload-Offset': '0' } : {},
            method === 'PATCH' ? 'abc' : undefined,
          ] as [string, string, Record<string, string>, string?],
      ),
    ),
    ...['GET', 'PUT'].flatMap((method) =>
      [
        url,
        '/files',
        `${url}/x`,
        `${url}/preview/x`,
        `${url}/a/b/c`,
        `/files/${id}/x`,
        `${url}/../../../etc/passwd`,
        `${url}/%2e%2e/x`,
      ].map((path) => [method, path, {}] as [string, string, Record<string, string>]),
    ),
    ['GET', `${url}/x?until=zzzz&sig=zzzz`, {}],
    ['GET', `${url}/x?until=${'9'.repeat(4_000)}&sig=${'A'.repeat(4_000)}`, {}],
  ]
}

test('requests that are no tus, and other people’s uploads: each a clear refusal that changes nothing', async () => {
  const mine = await beginUpload(app, buyer, 3)
  const foreign = await beginUpload(app, agent, 3)
  const rows = () => app.sql('select id, state, size, touched_at from attachments order by id')
  const files = () => readdirSync(path.join(app.dataDir, 'files')).length
  const before = [await rows(), files()]
  const requests = badRequests(mine.url, foreign.url)
  for (const [method, url, headers, body] of requests) {
    const response = await tus(app, buyer, method, url, headers, body)
    const text = await response.text()
    const what = `${method} ${url.slice(0, 80)} ${JSON.stringify(headers).slice(0, 80)}: ${response.status} ${text}`
    if (response.status < 400 || response.status >= 500) throw new Error(what)
    if (method !== 'HEAD' && /[/\\](work|home|tmp|src)[/\\]|node_modules|\bat .*:\d+/.test(text)) throw new Error(what)
  }
  expect([await rows(), files()]).toEqual(before)
  expect(requests.length).toBeGreaterThan(70)
  expect((await sendBytes(app, buyer, mine.url, Buffer.from('abc'))).status).toBe(204)
})

test('metadata that lies about sides and lengths is not believed', async () => {
  for (const lie of ['-1', '1e9', 'NaN', '99999999999', '0x10', '1.5', 'x'.repeat(900)]) {
    const { id } = await beginUpload(app, buyer, 3, { filename: 'a', width: lie, height: '10', duration: lie })
    const [row] = await app.sql('select width, height from attachments where id = $1', [id])
    expect(row).toEqual({ width: null, height: null })
  }
  const large = await tus(app, buyer, 'POST', '/files', {
    'Upload-Length': '3',
    'Upload-Metadata': metadataOf({ filename: 'x'.repeat(20_000) }),
  })
  expect([201, 431]).toContain(large.status)
})

test('a full disk is told, leaves no half message, and the upload goes on when there is room', async () => {
  const bytes = Buffer.from('0123456789')
  const { url, id, attachmentId } = await beginUpload(app, buyer, bytes.length)
  const place = path.join(app.dataDir, 'files', id)
  rmSync(place)
  symlinkSync('/dev/full', place)
  const full = await sendBytes(app, buyer, url, bytes)
  expect([full.status, ((await full.json()) as any).errors[0].extensions.code]).toEqual([507, 'STORAGE_FULL'])
  expect((await send(app, buyer, ticketId, [attachmentId])).errors[0]!.code).toBe('VALIDATION')
  rmSync(place)
  const { writeFileSync } = await import('node:fs')
  writeFileSync(place, '')
  expect((await sendBytes(app, buyer, url, bytes)).status).toBe(204)
  const { message } = await send(app, buyer, ticketId, [attachmentId])
  expect((await fetchFile(app, buyer, message.attachments[0].url)).bytes.equals(bytes)).toBe(true)
})
