import { createHash, randomBytes, randomInt } from 'node:crypto'
import { request } from 'node:http'
import { type Actor, openTicket, type TestApp } from './testApp.ts'
import { beginUpload, fetchFile, send, tus } from './uploads.ts'

const AT_ONCE = 10
/** The number of files per message. */
const FILES = 50

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

/** Sends bytes from `offset` on, and cuts the connection after `sent` of them; returns the response's status, if any. */
function sendAndCut(
  app: TestApp,
  buyer: Actor,
  url: string,
  bytes: Buffer,
  offset: number,
  sent: number,
): Promise<number | 'cut'> {
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

/** Uploads with repeated cuts. Without resuming, it continues at the offset that it assumes. */
export async function cutUpload(
  app: TestApp,
  buyer: Actor,
  bytes: Buffer,
  resume: boolean,
): Promise<{ id: string; attachmentId: string; cuts: number; whole: boolean }> {
  const { url, id, attachmentId } = await beginUpload(app, buyer, bytes.length)
  let offset = 0
  for (let cuts = 0; cuts < 50; cuts++) {
    const sent = cuts < 3 ? randomInt(0, bytes.length - offset) : bytes.length
    const status = await sendAndCut(app, buyer, url, bytes, offset, sent)
    if (status === 204) return { id, attachmentId, cuts, whole: true }
    offset = resume ? Number((await tus(app, buyer, 'HEAD', url)).headers.get('upload-offset')) : offset + sent
    if (offset >= bytes.length) return { id, attachmentId, cuts, whole: resume }
  }
  return { id, attachmentId, cuts: 50, whole: false }
}

/** The result of many uploads with cuts: the number of cuts, and the uploads whose content differs. */
interface CutUploads {
  cuts: number
  damaged: string[]
}

/** Uploads many files with cuts at random offsets, sends them, and compares the stored and downloaded bytes with the originals. */
export async function cutUploads(app: TestApp, buyer: Actor, count: number): Promise<CutUploads> {
  const { id: ticketId } = await openTicket(app, buyer)
  const result: CutUploads = { cuts: 0, damaged: [] }
  for (let batch = 0; batch < count; batch += FILES) {
    const done: { id: string; whole: boolean; sum: string }[] = []
    for (let n = 0; n < FILES; n += AT_ONCE)
      done.push(
        ...(await Promise.all(
          Array.from({ length: AT_ONCE }, async () => {
            const bytes = randomBytes(randomInt(2, 300_000))
            const { id, cuts, whole } = await cutUpload(app, buyer, bytes, true)
            result.cuts += cuts
            return { id, whole, sum: sha256(bytes) }
          }),
        )),
      )
    const ids = done.map(({ id }) => id)
    const { attachments } = (await send(app, buyer, ticketId, ids)).message
    const rows = await app.sql<{ id: string; sum: string }>(
      `select id, encode(sha256, 'hex') as sum from attachments where id = any ($1) and message_id is not null`,
      [ids],
    )
    const kept = new Map(rows.map(({ id, sum }) => [id, sum]))
    for (const [n, { id, whole, sum }] of done.entries()) {
      const had = sha256((await fetchFile(app, buyer, attachments[n].url)).bytes)
      if (!whole || kept.get(id) !== sum || had !== sum) result.damaged.push(id)
    }
  }
  return result
}
