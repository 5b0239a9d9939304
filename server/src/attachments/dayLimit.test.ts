import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { randomBytes } from 'node:crypto'
import { statSync } from 'node:fs'
import http from 'node:http'
import path from 'node:path'
import { eventually } from '../../test/eventually.ts'
import { type Actor, testApp, type TestApp } from '../../test/testApp.ts'
import { beginUpload, sendBytes, tus, upload } from '../../test/uploads.ts'

const DAY = 300_000
const FILE = randomBytes(190_000)
const OFFSET = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': '0' }

let app: TestApp
let buyer: Actor
beforeAll(async () => {
  app = await testApp({ variables: { FILE_DAY_BYTES: String(DAY), FILE_MAX_BYTES: '250000' } })
})
beforeEach(async () => {
  buyer = await app.actor('buyer')
})
afterAll(() => app.close())

const used = async (): Promise<number> =>
  (await app.gql(buyer, '{ attachmentLimits { usedTodayBytes } }')).data.attachmentLimits.usedTodayBytes
/** The buyer's bytes in the store. */
const kept = async (): Promise<number> => {
  const rows = await app.sql<{ id: string }>('select id from attachments where owner_id = $1', [buyer.id])
  return rows.reduce((sum, { id }) => sum + statSync(path.join(app.dataDir, 'files', id)).size, 0)
}
const codeOf = async (response: Response) => ((await response.json()) as any).errors[0].extensions.code
const without = { 'Upload-Defer-Length': '1' }

/** Sends bytes without a content length, as a recorder does; resolves with the status, or 0 if the connection was cut. */
function sendChunked(method: 'POST' | 'PATCH', url: string, bytes: Buffer, headers: Record<string, string>) {
  const authorization = `Bearer ${buyer.token}`
  return new Promise<number>((resolve) => {
    const sent = http.request(new URL(url, app.url), {
      method,
      headers: { 'Tus-Resumable': '1.0.0', authorization, ...OFFSET, ...headers },
    })
    sent.on('response', (response) => resolve(response.resume().statusCode!))
    sent.on('error', () => resolve(0))
    for (let at = 0; at < bytes.length; at += 20_000) sent.write(bytes.subarray(at, at + 20_000))
    sent.end()
  })
}

/** Twelve files of 190 kB, of which one fits into the day's limit, sent in different ways. */
const ways: Record<string, () => Promise<number>> = {
  'in a PATCH of known length': async () => {
    const { url } = await beginUpload(app, buyer, undefined)
    return (await sendBytes(app, buyer, url, FILE)).status
  },
  'in a PATCH of unknown length': async () => {
    // The received part of a file that did not fit is kept for resuming: after that, no upload can be started.
    const begun = await beginUpload(app, buyer, undefined).catch(() => null)
    return begun ? sendChunked('PATCH', begun.url, FILE, {}) : 413
  },
  'in two PATCHes': async () => {
    const { url } = await beginUpload(app, buyer, undefined)
    await sendBytes(app, buyer, url, FILE.subarray(0, 100_000))
    return (await sendBytes(app, buyer, url, FILE.subarray(100_000), 100_000)).status
  },
  'with the POST': async () => (await tus(app, buyer, 'POST', '/files', { ...without, ...OFFSET }, FILE)).status,
  'with a POST of unknown length': () => sendChunked('POST', '/files', FILE, without),
  'with a length that is declared at the end': async () => {
    const { url } = await beginUpload(app, buyer, undefined)
    return (await sendBytes(app, buyer, url, FILE, 0, { 'Upload-Length': String(FILE.length) })).status
  },
  'with a length that is declared first': async () => {
    const response = await tus(app, buyer, 'POST', '/files', { 'Upload-Length': String(FILE.length) })
    if (response.status !== 201) return response.status
    return (await sendBytes(app, buyer, response.headers.get('location')!, FILE)).status
  },
}

for (const order of ['one after another', 'at once'] as const)
  test.each(Object.entries(ways))(`the day’s limit holds for files %s, ${order}`, async (_way, send) => {
    const statuses: number[] = []
    if (order === 'at once') statuses.push(...(await Promise.all(Array.from({ length: 12 }, send))))
    else for (let n = 0; n < 12; n++) statuses.push(await send())
    expect(statuses.filter((status) => status === 204 || status === 201).length).toBeLessThanOrEqual(1)
    await eventually('unused reservations are released', async () => (await used()) === (await kept()))
    expect(await kept()).toBeLessThanOrEqual(DAY)
  })

test('a recording that grows is stopped at the limit with an error', async () => {
  await upload(app, buyer, randomBytes(200_000))
  const { url } = await beginUpload(app, buyer, undefined)
  expect((await sendBytes(app, buyer, url, randomBytes(90_000))).status).toBe(204)
  const over = await sendBytes(app, buyer, url, randomBytes(20_000), 90_000)
  expect([over.status, await codeOf(over)]).toEqual([413, 'DAY_LIMIT'])
  expect((await sendBytes(app, buyer, url, randomBytes(10_000), 90_000)).status).toBe(204)
  expect(await used()).toBe(DAY)
})

test('a cut connection and an abandoned upload release their reservations', async () => {
  const { url, id } = await beginUpload(app, buyer, undefined)
  const cut = http.request(new URL(url, app.url), {
    method: 'PATCH',
    headers: { 'Tus-Resumable': '1.0.0', authorization: `Bearer ${buyer.token}`, ...OFFSET, 'Content-Length': 200_000 },
  })
  cut.on('error', () => {})
  cut.write(FILE.subarray(0, 50_000))
  await eventually('everything is reserved', async () => (await used()) === 200_000)
  await eventually('some of it has arrived', () => statSync(path.join(app.dataDir, 'files', id)).size > 0)
  cut.destroy()
  await eventually('the rest is released', async () => (await used()) === (await kept()))
  await tus(app, buyer, 'DELETE', url)
  expect(await used()).toBe(0)
  expect((await upload(app, buyer, FILE)).id).toBeTruthy()
})

test('an upload started on another day counts for the day on which it grows', async () => {
  const { url, id } = await beginUpload(app, buyer, undefined)
  await app.sql(`update attachments set created_at = now() - interval '25 hours' where id = $1`, [id])
  await sendBytes(app, buyer, url, FILE)
  expect(await used()).toBe(FILE.length)
})

test('two requests that race for one upload reserve it once', async () => {
  const { url } = await beginUpload(app, buyer, undefined)
  await Promise.all(Array.from({ length: 4 }, () => sendBytes(app, buyer, url, FILE).catch(() => null)))
  await eventually('only stored bytes count', async () => (await used()) === (await kept()))
  expect(await kept()).toBeLessThanOrEqual(DAY)
})

test('a file of unknown length has its own limit, and cannot be concatenated from parts', async () => {
  const big = randomBytes(260_000)
  const { url } = await beginUpload(app, buyer, undefined)
  const over = await sendBytes(app, buyer, url, big)
  expect([over.status, await codeOf(over)]).toEqual([413, 'FILE_TOO_LARGE'])
  expect([0, 413]).toContain(await sendChunked('PATCH', url, big, {}))
  expect(await kept()).toBeLessThanOrEqual(250_000)
  for (const concat of ['partial', `final;${url}`])
    expect((await tus(app, buyer, 'POST', '/files', { 'Upload-Length': '1', 'Upload-Concat': concat })).status).toBe(
      400,
    )
})

test('tus serves no file: files are only served by their links', async () => {
  const { url } = await upload(app, buyer, Buffer.from('SECRET'))
  for (const who of [buyer, await app.actor('buyer'), await app.actor('agent')]) {
    const response = await tus(app, who, 'GET', url)
    expect([response.status, (await response.text()).includes('SECRET')]).toEqual([404, false])
  }
})
