import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'
import { eventually } from '../../test/eventually.ts'
import { type SocketSink, socketSink } from './socketSink.ts'

let server: Server
beforeAll(() => new Promise<void>((resolve) => void (server = createServer().listen(0, '127.0.0.1', resolve))))
afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())))

/** A subscription with this id on a new socket: what sends, what was received, and the server's end of the socket. */
async function subscribed(id: string) {
  const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const opened = new Promise<[WebSocket, IncomingMessage]>((resolve) =>
    server.once('upgrade', (req, raw, head) => sockets.handleUpgrade(req, raw, head, (open) => resolve([open, req]))),
  )
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const received: string[] = []
  client.on('message', (data, isBinary) => received.push(isBinary ? 'binary' : (data as Buffer).toString()))
  const [socket, request] = await opened
  const { sink }: SocketSink = socketSink(socket, request.socket, id, {} as never)
  return { sink: sink(() => {}), received, socket, client }
}

test('results of every length arrive as they are, in order, between other messages of the socket', async () => {
  const { sink, received, socket, client } = await subscribed('"1"')
  const texts = [0, 60, 125, 126, 65_400, 65_535, 65_536, 200_000].map((length) =>
    JSON.stringify('é👩‍👩‍👧'.padEnd(length, 'x')),
  )
  for (const text of texts) {
    sink.send(text)
    socket.send('{"type":"pong"}')
  }
  await eventually(
    'all messages arrive',
    () => received.length,
    (count) => count === 2 * texts.length,
  )
  const next = texts.map((payload) => ({ id: '"1"', type: 'next', payload: JSON.parse(payload) as string }))
  expect(received.map((text) => JSON.parse(text) as unknown)).toEqual(next.flatMap((one) => [one, { type: 'pong' }]))
  client.terminate()
})

test('subscribers with the same and with other ids get the same result under their own id', async () => {
  // One after another: each takes the next socket that is opened.
  const all = [await subscribed('1'), await subscribed('1'), await subscribed('2')]
  for (const result of ['{"data":1}', '{"data":2}', '{"data":1}']) for (const { sink } of all) sink.send(result)
  for (const [index, id] of ['1', '1', '2'].entries()) {
    const { received, client } = all[index]!
    await eventually(
      'all results arrive',
      () => received.length,
      (count) => count === 3,
    )
    expect(received).toEqual([1, 2, 1].map((data) => `{"id":"${id}","type":"next","payload":{"data":${data}}}`))
    client.terminate()
  }
})

test('nothing follows a close frame', async () => {
  const { sink, received, socket, client } = await subscribed('1')
  const closed = new Promise<number>((resolve) => client.once('close', resolve))
  sink.send('1')
  socket.close(1012)
  sink.send('2')
  expect(sink.ready()).toBe(false)
  expect(await closed).toBe(1012)
  expect(received).toEqual(['{"id":"1","type":"next","payload":1}'])
})
