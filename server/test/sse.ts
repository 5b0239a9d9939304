import type { Actor } from './testApp.ts'

/** A subscription over HTTP, as server-sent events. */
interface EventStream {
  /** The results so far. */
  readonly results: any[]
  /** Whether the server has completed it. */
  readonly completed: boolean
  stop(): void
}

/** Subscribes over HTTP. */
export async function eventStream(
  url: string,
  actor: Actor,
  query: string,
  variables: object,
  extensions?: object,
): Promise<EventStream> {
  const aborting = new AbortController()
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'text/event-stream',
      Authorization: `Bearer ${actor.token}`,
    },
    body: JSON.stringify({ query, variables, extensions }),
    signal: aborting.signal,
  })
  const type = response.headers.get('content-type')
  if (!type?.startsWith('text/event-stream')) throw new Error(`${response.status} ${type}: ${await response.text()}`)
  const results: any[] = []
  let completed = false
  const read = async () => {
    let text = ''
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk
      const events = text.split('\n\n')
      text = events.pop()!
      for (const event of events) {
        const [, kind] = /^event: (\w+)/m.exec(event) ?? []
        if (kind === 'complete') completed = true
        if (kind === 'next') results.push(JSON.parse(/^data: (.*)$/m.exec(event)![1]!))
      }
    }
  }
  read().catch(() => {})
  return {
    results,
    get completed() {
      return completed
    },
    stop: () => aborting.abort(),
  }
}
