import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import path from 'node:path'
import { type Actor, openTicket, testApp, type TestApp } from '../../test/testApp.ts'
import { beginUpload, fetchFile, send, tus } from '../../test/uploads.ts'
import { collect, collectOrphans } from './collect.ts'

const UPLOADS = 200
const AT_ONCE = 10

let app: TestApp
let buyer: Actor
beforeAll(async () => {
  app = await testApp({ variables: { FILES_PER_MESSAGE: '100' } })
  buyer = await app.actor('buyer')
})
afterAll(() => app.close())

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Sends bytes from `offset` on, and cuts the wire after `sent` of them; says the answer's status where there was one. */
function sendAndCut(url: string, bytes: Buffer, offset: number, sent: number): Promise<number | 'cut'> {
  return new Promise((resolve) => {
    const rest = bytes.subarray(offset)
    const req = request(new URL(url, app.url), {
      method: 'PATCH',
      agent: false,
      headers: {
        'Tus-Resumable': '1.0.0',
        Authorization: `Bearer ${buyer.token}`,
        'Content-Type': 'application/offset+octet-stream',
        'Upload-Offset': offset,
        'Content-Length': rest.length,
      },
    })
    req.on('response', (res) => res.resume().on('end', () => resolve(res.statusCode!)))
    req.on('error', () => resolve('cut'))
    if (sent >= rest.length) req.end(rest)
    else req.write(rest.subarray(0, sent), () => req.destroy())
  })
}

/** Uploads with the wire cut again and again. Without resuming, it goes on from where it believes to be. */
async function cutUpload(
  bytes: Buffer,
  resume: boolean,
): Promise<{ id: string; attachmentId: string; cuts: number; whole: boolean }> {
  const { url, id, attachmentId } = await beginUpload(app, buyer, bytes.length)
  let offset = 0
  for (let cuts = 0; cuts < 50; cuts++) {
    const sent = cuts < 3 ? randomInt(0, bytes.length - offset) : bytes.length
    const status = await sendAndCut(url, bytes, offset, sent)
    if (status === 204) return { id, attachmentId, cuts, whole: true }
    offset = resume ? Number((await tus(app, buyer, 'HEAD', url)).headers.get('upload-offset')) : offset + sent
    if (offset >= bytes.length) return { id, attachmentId, cuts, whole: resume }
  }
  return { id, attachmentId, cuts: 50, whole: false }
}

test('200 uploads cut at random offsets arrive whole, with their SHA-256, and leave no orphans', async () => {
  const files = Array.from({ length: UPLOADS }, () => randomBytes(randomInt(2, 300_000)))
  const done: { id: string; attachmentId: string; cuts: number; whole: boolean; sum: string }[] = []
  for (let i = 0; i < UPLOADS; i += AT_ONCE)
    done.push(
      ...(await Promise.all(
        files.slice(i, i + AT_ONCE).map(async (bytes) => ({ ...(await cutUpload(bytes, true)), sum: sha256(bytes) })),
      )),
    )
  expect(done.filter(({ whole }) => !whole)).toEqual([])
  expect(done.reduce((sum, { cuts }) => sum + cuts, 0)).toBeGreaterThan(UPLOADS)
  const { id: ticketId } = await openTicket(app, buyer)
  const sent = []
  for (let i = 0; i < UPLOADS; i += 100)
    sent.push(
      ...(
        await send(
          app,
          buyer,
          ticketId,
          done.slice(i, i + 100).map(({ id }) => id),
        )
      ).message.attachments,
    )
  const rows = await app.sql<{ id: string; sum: string }>(
    `select id, encode(sha256, 'hex') as sum from attachments where message_id is not null`,
  )
  const sums = new Map(rows.map(({ id, sum }) => [id, sum]))
  for (const [n, { id, sum }] of done.entries()) {
    expect(sums.get(id)).toBe(sum)
    expect(sha256((await fetchFile(app, buyer, sent[n].url)).bytes)).toBe(sum)
  }
  const { pools, blobs, log } = app.app.files
  expect(await collect({ pools, blobs, log })).toBe(0)
  expect(await collectOrphans({ pools, blobs }, Date.now() + 2 * 3_600_000)).toBe(0)
  expect(readdirSync(path.join(app.dataDir, 'files')).length).toBe(2 * UPLOADS)
})

test('control: without asking where to go on, cut uploads do not arrive', async () => {
  const files = Array.from({ length: 10 }, () => randomBytes(2_000_000))
  const done = await Promise.all(files.map((bytes) => cutUpload(bytes, false)))
  expect(done.filter(({ whole }) => whole).length).toBeLessThan(10)
})
