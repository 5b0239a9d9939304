import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { readdirSync, rmSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { badUploads } from '../../test/badUploads.ts'
import { type HostileFile, hostileFiles, PNG, pngOf } from '../../test/hostileFiles.ts'
import { type Actor, openTicket, testApp, type TestApp, uuidIn } from '../../test/testApp.ts'
import { beginUpload, fetchFile, metadataOf, send, sendBytes, tus, upload } from '../../test/uploads.ts'
import { cleanName } from './fileName.ts'

let app: TestApp
let buyer: Actor
let agent: Actor
let ticketId: string
let files: HostileFile[]
beforeAll(async () => {
  // Created first: packing the bombs takes seconds in which nothing else runs.
  files = await hostileFiles()
  app = await testApp({ variables: { FILE_MAX_BYTES: '3000000' } })
  ;[buyer, agent] = [await app.actor('buyer'), await app.actor('agent')]
  ticketId = (await openTicket(app, buyer)).id
})
afterAll(() => app.close())
// After each case the server must still respond.
afterEach(async () => expect((await fetch(`${app.url}/health`)).status).toBe(200))

test('hostile files become harmless downloads with unchanged bytes', async () => {
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
])('%s can only be downloaded and is never served as an image', async (_what, bytes) => {
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
  // The same for a picture that was never decoded, such as one that is too large.
  await app.sql(`update attachments set preview = 'none' where id = $1`, [uuidIn(attachmentId)])
  const { headers } = await fetchFile(app, agent, data.node.url)
  expect(headers.get('content-disposition')).toMatch(/^attachment;/)
})

test('names contain nothing that could be mistaken in a path, a header or on screen', () => {
  expect(cleanName('../../etc/passwd')).toBe('passwd')
  expect(cleanName('C:\\Users\\me\\photo.png')).toBe('photo.png')
  expect(cleanName('photo\u202Egnp.exe')).toBe('photognp.exe')
  expect(cleanName('a\r\nSet-Cookie: x=1')).toBe('aSet-Cookie_ x=1')
  expect(cleanName('')).toBe('file')
  expect(cleanName('..')).toBe('file')
  expect(cleanName(`${'x'.repeat(400)}.pdf`)).toMatch(/^x{146}\.pdf$/)
  expect(cleanName('nul.txt')).toBe('_nul.txt')
})

test('requests that are not valid tus, and requests for other people’s uploads, are refused and change nothing', async () => {
  const mine = await beginUpload(app, buyer, 3)
  const foreign = await beginUpload(app, agent, 3)
  const rows = () => app.sql('select id, state, size, touched_at from attachments order by id')
  const files = () => readdirSync(path.join(app.dataDir, 'files')).length
  const before = [await rows(), files()]
  const requests = badUploads(mine.url, foreign.url)
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

test('false metadata about dimensions and lengths is not trusted', async () => {
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

test('a full disk is reported, leaves no partial message, and the upload resumes when there is space', async () => {
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
