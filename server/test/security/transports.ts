import type { Client } from 'graphql-ws'
import { subscribe, wsClient } from '../subscribe.ts'
import type { Actor, TestApp } from '../testApp.ts'

/** The response to one operation; for a subscription, the first result. */
export interface Result {
  data?: any
  errors?: readonly { message: string; extensions?: Record<string, any> }[]
}

/** Sends an operation and returns its first response. */
export type Ask = (actor: Actor | null, query: string, variables: Record<string, unknown>) => Promise<Result>

/** Over HTTP: POST, and server-sent events for a subscription. */
export function overHttp(app: Pick<TestApp, 'url'>): Ask {
  return async (actor, query, variables) => {
    const live = query.startsWith('subscription')
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(live && { accept: 'text/event-stream' }),
        ...(actor && { authorization: `Bearer ${actor.token}` }),
      },
      body: JSON.stringify({ query, variables }),
    })
    return live ? firstEvent(response) : ((await response.json()) as Result)
  }
}

/** Over WebSockets: one for each person, which stays open. */
export function overSockets(app: Pick<TestApp, 'url' | 'sql'>): { ask: Ask; close(): Promise<void> } {
  const clients = new Map<string, Client>()
  const clientOf = (actor: Actor | null) => {
    const key = actor?.id ?? ''
    const client = clients.get(key) ?? wsClient(app, actor)
    clients.set(key, client)
    return client
  }
  return {
    ask: async (actor, query, variables) => {
      const feed = subscribe(clientOf(actor), query, variables)
      try {
        return await feed.next()
      } finally {
        feed.stop()
      }
    },
    close: async () => {
      for (const client of clients.values()) await client.dispose()
    },
  }
}

/** The first event of an event stream, or a JSON response. */
export async function firstEvent(response: Response): Promise<Result> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    const data = /^data: ?(\{.*\})\r?\n/m.exec(text)?.[1]
    if (data) return JSON.parse(data) as Result
  }
  return JSON.parse(text) as Result
}
