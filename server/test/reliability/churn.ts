import { WebSocket } from 'ws'
import { eventually } from '../eventually.ts'
import { subscribe, wsClient } from '../subscribe.ts'
import type { Actor, TestApp } from '../testApp.ts'

type Where = { id: string; cursor: string }

const AT_ONCE = 20
const FOLLOW = `subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { ... on TicketEvent { cursor } } }`

/** Subscribes and unsubscribes this many times: some immediately, some after a delivery. */
export async function churn(app: TestApp, actor: Actor, { id }: Where, times: number): Promise<void> {
  const client = wsClient(app, actor)
  for (let done = 0; done < times; done += AT_ONCE) {
    const feeds = Array.from({ length: AT_ONCE }, () => subscribe(client, FOLLOW, { id }))
    feeds.slice(0, AT_ONCE / 2).forEach((feed) => feed.stop())
    const followed = () => app.app.stats().members
    await eventually('the others are followed', followed, (members) => members === AT_ONCE / 2)
    feeds.forEach((feed) => feed.stop())
    await eventually('they are gone', followed, (members) => members === 0)
  }
  await client.dispose()
}

/** Opens this many sockets and ends each at some stage: before the handshake, after it, or while it follows a feed. */
export async function connectAndGo(app: TestApp, actor: Actor, { id }: Where, times: number): Promise<void> {
  const steps = ['open', 'init', 'acknowledged', 'following'] as const
  const go = async (n: number) => {
    const last = steps[n % steps.length]
    const socket = new WebSocket(`${app.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws')
    socket.on('error', () => {})
    const ended = new Promise((resolve) => socket.once('close', resolve))
    const say = (message: object) => socket.send(JSON.stringify(message))
    socket.once('open', () => {
      if (last === 'open') return socket.terminate()
      say({ type: 'connection_init', payload: { authorization: `Bearer ${actor.token}` } })
      if (last === 'init') setImmediate(() => socket.terminate())
    })
    socket.once('message', () => {
      if (last === 'acknowledged') return socket.close()
      say({ type: 'subscribe', id: '1', payload: { query: FOLLOW, variables: { id } } })
      setImmediate(() => (n % 8 < 4 ? socket.terminate() : socket.close()))
    })
    await ended
  }
  for (let n = 0; n < times; n += 20) await Promise.all(Array.from({ length: 20 }, (_, i) => go(n + i)))
}

/** Waits until there are no subscriptions and no sockets. */
export async function nothingIsLeft(app: TestApp): Promise<void> {
  await eventually(
    'nothing is left',
    () => app.app.stats(),
    ({ members, groups }) => members + groups === 0,
  )
}
