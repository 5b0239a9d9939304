import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { compressAnswers } from './compressAnswers.ts'

const LONG = JSON.stringify({
  data: Array.from({ length: 200 }, (_, n) => ({ number: `SUP-${n}`, subject: 'Größe 😀' })),
})
const SHORT = JSON.stringify({ data: null })

/** Answers as GraphQL Yoga does: the length in a header, then the body. */
const server = http.createServer((req, res) => {
  compressAnswers(req, res)
  if (req.url === '/events') {
    res.writeHead(200, { 'Content-Type': 'text/event-stream' })
    return void res.write('event: next\n\n')
  }
  const body = req.url === '/short' ? SHORT : LONG
  res.setHeader('Content-Length', Buffer.byteLength(body))
  res.setHeader('Content-Type', 'application/graphql-response+json; charset=utf-8')
  res.writeHead(200)
  res.write(body)
  res.end()
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

async function get(path: string, accept?: string): Promise<http.IncomingMessage> {
  const { port } = server.address() as AddressInfo
  const headers = accept ? { 'accept-encoding': accept } : {}
  const [res] = (await once(http.get({ host: '127.0.0.1', port, path, headers, agent: false }), 'response')) as [
    http.IncomingMessage,
  ]
  return res
}

test.each([
  ['br', 'gzip, deflate, br', brotliDecompressSync],
  ['gzip', 'gzip', gunzipSync],
])('a long answer is sent in %s to a client that accepts “%s”', async (encoding, accept, decompress) => {
  const res = await get('/long', accept)
  const body = await buffer(res)
  expect(res.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' })
  expect(decompress(body).toString()).toBe(LONG)
  expect(body.length).toBeLessThan(LONG.length / 5)
})

test.each([
  ['short', '/short', 'gzip, br', SHORT],
  ['long, to a client that accepts no compression', '/long', undefined, LONG],
])('an answer is sent as it is if it is %s', async (_, path, accept, expected) => {
  const res = await get(path, accept)
  expect(res.headers['content-encoding']).toBeUndefined()
  expect((await buffer(res)).toString()).toBe(expected)
})

test('events are sent when they happen, not once a compressor is full', async () => {
  const res = await get('/events', 'gzip, br')
  expect(res.headers['content-encoding']).toBeUndefined()
  const [chunk] = (await once(res, 'data')) as [Buffer]
  expect(chunk.toString()).toBe('event: next\n\n')
})
