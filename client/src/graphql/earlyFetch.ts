/** A request that the page has sent while the client was loading, see `build/earlyRequests.ts`. */
type Early = {
  body: string
  /** As whom the page acted; undefined if it only asked who is signed in. */
  viewer?: string | undefined
  at: number
  answer: Promise<Response>
}

declare global {
  interface Window {
    parleyEarly?: Early[] | undefined
  }
}

/** An older answer is not shown: the page was in the background, or the network was slower than any that this is for. */
const MOST_AGE_MS = 10_000

/** As `fetch`, but the page has sent its first requests while the client was loading: their answers are taken, each once. */
export const earlyFetch: typeof fetch = async (input, init) => {
  const answer = await early(init)?.answer.catch(() => undefined)
  return answer?.ok ? answer : fetch(input, init)
}

/** No longer takes answers: something has changed since they were asked for. */
export const dropEarly = (): void => {
  window.parleyEarly = undefined
}

const documentOf = (body: string): string | undefined => /"documentId":"[^"]+/.exec(body)?.[0]

/** The same request, if it was sent early. Only the first of its document is looked at: later ones want what is new. */
const early = ({ body, headers }: RequestInit = {}): Early | undefined => {
  const sent = window.parleyEarly
  if (!sent || typeof body !== 'string') return undefined
  const found = sent.find((each) => documentOf(each.body) === documentOf(body))
  if (!found) return undefined
  window.parleyEarly = sent.filter((each) => each !== found)
  const viewer = (headers as Record<string, string> | undefined)?.['parley-viewer']
  if (found.body !== body || found.viewer !== viewer) return undefined
  return viewer && Date.now() - found.at > MOST_AGE_MS ? undefined : found
}
