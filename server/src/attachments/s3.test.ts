import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { eventually } from '../../test/eventually.ts'
import { type S3Server, s3Server } from '../../test/s3Server.ts'
import { type Actor, openTicket, testApp, type TestApp } from '../../test/testApp.ts'
import { beginUpload, fetchFile, send, sendBytes, tus, upload } from '../../test/uploads.ts'
import { collectOrphans } from './collect.ts'

const MIB = 1024 * 1024

let s3: S3Server
let app: TestApp
let buyer: Actor
let admin: Actor
let ticketId: string
beforeAll(async () => {
  s3 = await s3Server()
  app = await testApp({
    variables: {
      S3_BUCKET: 'desk',
      S3_ENDPOINT: s3.url,
      S3_ACCESS_KEY_ID: 'test-key',
      S3_SECRET_ACCESS_KEY: 'test-secret',
    },
  })
  ;[buyer, admin] = [await app.actor('buyer'), await app.actor('admin')]
  ticketId = (await openTicket(app, buyer)).id
})
afterEach(() => s3.failing.clear())
afterAll(async () => {
  await app.close()
  await s3.close()
})

const kept = (id: string) =>
  [...s3.objects.keys(), ...[...s3.uploads.values()].map(({ key }) => key)].filter((key) => key.includes(id))

/** Deletes a message, and waits until its file is removed from the bucket. */
const deletedFromBucket = async (messageId: string, fileId: string) => {
  const mutation = 'mutation ($id: ID!) { deleteMessage(input: { messageId: $id }) { errors { code } } }'
  await app.gql(admin, mutation, { id: messageId })
  await eventually(
    'it is removed from the bucket',
    () => kept(fileId),
    (keys) => keys.length === 0,
  )
}

test('a file of several parts, resumed in the middle, arrives complete, can be read in ranges, and is deleted with its message', async () => {
  const bytes = randomBytes(20 * MIB)
  const { url, id, attachmentId } = await beginUpload(app, buyer, bytes.length)
  expect((await sendBytes(app, buyer, url, bytes.subarray(0, 9 * MIB))).status).toBe(204)
  const head = await tus(app, buyer, 'HEAD', url)
  expect(head.headers.get('upload-offset')).toBe(String(9 * MIB))
  expect((await sendBytes(app, buyer, url, bytes.subarray(9 * MIB), 9 * MIB)).status).toBe(204)
  const { message } = await send(app, buyer, ticketId, [attachmentId])
  const [file] = message.attachments
  const whole = await fetchFile(app, admin, file.url)
  expect(createHash('sha256').update(whole.bytes).digest()).toEqual(createHash('sha256').update(bytes).digest())
  const part = await fetchFile(app, admin, file.url, { Range: `bytes=${10 * MIB}-${10 * MIB + 9}` })
  expect(part.status).toBe(206)
  expect(part.bytes.equals(bytes.subarray(10 * MIB, 10 * MIB + 10))).toBe(true)
  expect(s3.calls.get('UploadPart')).toBeGreaterThan(1)

  await deletedFromBucket(message.id, id)
  expect((await fetchFile(app, admin, file.url)).status).toBe(404)
})

test('a recording of unknown length can be uploaded in pieces of any size', async () => {
  const pieces = Array.from({ length: 12 }, (_, n) => randomBytes(700_000 + n))
  const { url, id, attachmentId } = await beginUpload(app, buyer, undefined, { filename: 'a.webm', kind: 'recording' })
  let offset = 0
  for (const [n, piece] of pieces.entries()) {
    const last = n === pieces.length - 1
    const length: Record<string, string> = last ? { 'Upload-Length': String(offset + piece.length) } : {}
    expect((await sendBytes(app, buyer, url, piece, offset, length)).status).toBe(204)
    offset += piece.length
  }
  const { message } = await send(app, buyer, ticketId, [attachmentId])
  expect((await fetchFile(app, buyer, message.attachments[0].url)).bytes.equals(Buffer.concat(pieces))).toBe(true)
  expect(kept(id).filter((key) => key.endsWith('.part'))).toEqual([])
})

test('a picture has its thumbnail in the bucket', async () => {
  const image = await sharp({ create: { width: 1200, height: 800, channels: 3, background: '#274' } })
    .png()
    .toBuffer()
  const { attachmentId } = await upload(app, buyer, image, { filename: 'green.png' })
  const { message } = await send(app, buyer, ticketId, [attachmentId])
  expect(message.attachments[0]).toMatchObject({ contentType: 'image/png', width: 1200, height: 800 })
  const thumbnail = await fetchFile(app, buyer, message.attachments[0].thumbnailUrl)
  expect((await sharp(thumbnail.bytes).metadata()).width).toBe(640)
})

test.each(['PutObject', 'UploadPart', 'CompleteMultipartUpload', 'CreateMultipartUpload', 'GetObject'])(
  'while %s fails, an upload gets an error, and resumes once it works again',
  async (kind) => {
    const bytes = randomBytes(6 * MIB)
    const early = kind === 'CreateMultipartUpload' || kind === 'PutObject'
    const begun = early ? undefined : await beginUpload(app, buyer, bytes.length)
    s3.failing.add(kind)
    const refused = begun
      ? await sendBytes(app, buyer, begun.url, bytes)
      : await tus(app, buyer, 'POST', '/files', { 'Upload-Length': String(bytes.length) })
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] })
    if (begun) {
      const { errors } = await send(app, buyer, ticketId, [begun.attachmentId])
      expect(errors[0]!.code).toBe('VALIDATION')
    }
    s3.failing.clear()
    const { url, attachmentId } = begun ?? (await beginUpload(app, buyer, bytes.length))
    const offset = Number((await tus(app, buyer, 'HEAD', url)).headers.get('upload-offset'))
    if (offset < bytes.length)
      expect((await sendBytes(app, buyer, url, bytes.subarray(offset), offset)).status).toBe(204)
    const { message } = await send(app, buyer, ticketId, [attachmentId])
    expect((await fetchFile(app, buyer, message.attachments[0].url)).bytes.equals(bytes)).toBe(true)
  },
)

test('while the bucket cannot be read, downloads fail without hanging', async () => {
  const { attachmentId } = await upload(app, buyer, randomBytes(1000))
  const { message } = await send(app, buyer, ticketId, [attachmentId])
  s3.failing.add('GetObject')
  expect((await fetchFile(app, buyer, message.attachments[0].url)).status).toBe(503)
})

test('objects under the prefix without a row are removed after an hour, including parts; other objects are kept', async () => {
  const id = randomUUID()
  s3.objects.set(`parley/${id}`, { body: Buffer.from('lost'), metadata: {}, at: new Date() })
  s3.uploads.set('lost', { key: `parley/${id}`, metadata: {}, parts: new Map(), at: new Date() })
  // Objects of another desk or program, and names that Parley does not use.
  const others = [randomUUID(), `parley/other/${randomUUID()}`, `parle${randomUUID()}`, 'parley/notes.txt', 'notes.txt']
  for (const key of others) s3.objects.set(key, { body: Buffer.from('not ours'), metadata: {}, at: new Date(0) })
  s3.uploads.set('theirs', { key: others[0]!, metadata: {}, parts: new Map(), at: new Date(0) })
  const mine = await upload(app, buyer, randomBytes(1000))
  const { pools, blobs } = app.app.files
  await collectOrphans({ pools, blobs })
  expect(kept(id).length).toBe(2)
  await collectOrphans({ pools, blobs }, Date.now() + 2 * 3_600_000)
  expect(kept(id)).toEqual([])
  expect(others.filter((key) => !s3.objects.has(key))).toEqual([])
  expect(s3.uploads.has('theirs')).toBe(true)
  expect(kept(mine.id).length).toBeGreaterThan(0)
})

test('files stored before prefixes existed can be read, and are deleted with their message', async () => {
  const image = await sharp({ create: { width: 90, height: 60, channels: 3, background: '#274' } })
    .png()
    .toBuffer()
  const { id, attachmentId } = await upload(app, buyer, image, { filename: 'old.png' })
  for (const key of kept(id)) {
    expect(key).toMatch(/^parley\//)
    s3.objects.set(key.slice('parley/'.length), s3.objects.get(key)!)
    s3.objects.delete(key)
  }
  const { message } = await send(app, buyer, ticketId, [attachmentId])
  const [{ url, thumbnailUrl }] = message.attachments
  expect((await fetchFile(app, admin, url)).bytes.equals(image)).toBe(true)
  expect((await fetchFile(app, admin, thumbnailUrl)).status).toBe(200)
  await deletedFromBucket(message.id, id)
})
