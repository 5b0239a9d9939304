import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals'
import { createHash, randomBytes } from 'node:crypto'
import { type ClientRequest, request } from 'node:http'
import { eventually } from '../eventually.ts'
import { type S3Server, s3Server } from '../s3Server.ts'
import { type Actor, openTicket, testApp, type TestApp } from '../testApp.ts'
import { beginUpload, fetchFile, send, sendBytes, tus } from '../uploads.ts'

const MIB = 1024 * 1024

let s3: S3Server
let variables: Record<string, string>
beforeAll(async () => {
  s3 = await s3Server()
  variables = {
    S3_BUCKET: 'desk',
    S3_ENDPOINT: s3.url,
    S3_ACCESS_KEY_ID: 'test-key',
    S3_SECRET_ACCESS_KEY: 'test-secret',
  }
})
afterAll(() => s3.close())

let nodes: [TestApp, TestApp]
const hanging: ClientRequest[] = []
let buyer: Actor
async function twoNodes(locks: boolean): Promise<void> {
  const first = await testApp({ variables, locks })
  nodes = [first, await testApp({ variables, locks, database: first.database })]
  buyer = await first.actor('buyer')
}
afterEach(async () => {
  for (const request of hanging.splice(0)) request.destroy()
  await nodes[1].close()
  await nodes[0].close()
})

/** Starts sending the bytes of an upload, stops half-way, and stays connected, as over a dead line. */
function stalled(app: TestApp, url: string, bytes: Buffer, sent: number): void {
  const req = request(new URL(url, app.url), {
    method: 'PATCH',
    agent: false,
    headers: {
      'Tus-Resumable': '1.0.0',
      Authorization: `Bearer ${buyer.token}`,
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': 0,
      'Content-Length': bytes.length,
    },
  })
  req.on('error', () => {})
  req.on('response', (res) => res.resume())
  req.write(bytes.subarray(0, sent))
  hanging.push(req)
}

const offsetAt = async (app: TestApp, url: string): Promise<number> =>
  Number((await tus(app, buyer, 'HEAD', url)).headers.get('upload-offset'))

/** An upload whose connection dies at the first node, and which continues at the second and then at the first again. */
async function moveBetweenNodes(): Promise<{ sent: string; kept: string; offsets: number[] }> {
  const [here, there] = nodes
  const bytes = randomBytes(20 * MIB)
  const { url, attachmentId } = await beginUpload(here, buyer, bytes.length)
  const parts = s3.calls.get('UploadPart') ?? 0
  stalled(here, url, bytes, 9 * MIB)
  await eventually('the first part is in the bucket', () => (s3.calls.get('UploadPart') ?? 0) > parts)

  const offsets: number[] = []
  for (const [node, length] of [
    [there, 8 * MIB],
    [here, bytes.length],
  ] as const) {
    const from = await offsetAt(node, url)
    offsets.push(from / MIB)
    await sendBytes(node, buyer, url, bytes.subarray(from, from + length), from)
  }
  const { message } = await send(there, buyer, (await openTicket(there, buyer)).id, [attachmentId])
  const file = message ? await fetchFile(here, buyer, message.attachments[0].url) : undefined
  const sum = (data: Buffer) => createHash('sha256').update(data).digest('hex')
  return { sent: sum(bytes), kept: file ? sum(file.bytes) : 'nothing', offsets }
}

test('an upload can continue on any node, and arrives complete', async () => {
  await twoNodes(true)
  const { sent, kept, offsets } = await moveBetweenNodes()
  expect(kept).toBe(sent)
  // The bytes that the first node had received when asked to release the lock are kept, too.
  expect(offsets[0]).toBeGreaterThan(8)
  expect(offsets[1]).toBe(offsets[0]! + 8)
})

test('control: with separate locks on each node, the file is corrupted', async () => {
  await twoNodes(false)
  const { sent, kept } = await moveBetweenNodes()
  expect(kept).not.toBe(sent)
})

test('a node that loses its locks stops writing, and the other one continues', async () => {
  await twoNodes(true)
  const [here, there] = nodes
  const bytes = randomBytes(3 * MIB)
  const { url, id, attachmentId } = await beginUpload(here, buyer, bytes.length)
  stalled(here, url, bytes, MIB)
  const holders = () =>
    here.sql<{ pid: number }>(`
      SELECT pid FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND application_name = 'parley locks'`)
  await eventually('the first node has the lock', holders, (rows) => rows.length === 1)
  const [first] = await holders()
  await here.sql('SELECT pg_terminate_backend($1)', [first!.pid])
  // No request is made for the upload in the meantime: the first node stops by itself, and keeps what it has.
  await eventually('the first node has released it', () => s3.objects.has(`parley/${id}.part`))
  const from = await offsetAt(there, url)
  expect(from).toBeGreaterThan(0)
  expect((await sendBytes(there, buyer, url, bytes.subarray(from), from)).status).toBe(204)
  const { message } = await send(here, buyer, (await openTicket(here, buyer)).id, [attachmentId])
  expect((await fetchFile(here, buyer, message.attachments[0].url)).bytes.equals(bytes)).toBe(true)
  // It can lock again, over a new connection.
  const next = await beginUpload(here, buyer, 10)
  expect((await sendBytes(here, buyer, next.url, randomBytes(10))).status).toBe(204)
  await eventually('no lock is left', holders, (rows) => rows.length === 0)
})
