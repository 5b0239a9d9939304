import { remember } from '../lib/remembered.ts'

/** The request for the first list of a page: who asked for it, where, and how. */
type FirstList = { path: string; viewer: string; body: string }

declare global {
  interface Window {
    /** Sent by the page itself, see `build/earlyViewer.ts`. */
    parleyViewer?: { id: string; answer: Promise<Response> } | undefined
    /** The query of lists, and the request that the page has sent because it was the first of the last visit. */
    parleyList?: { id: string; sent?: FirstList; answer?: Promise<Response> } | undefined
  }
}

/** As `fetch`, but the page has sent its first requests, for who is signed in and for the list, while the client was loading. */
export const earlyFetch: typeof fetch = (input, init) => {
  const ask = () => fetch(input, init)
  if (typeof init?.body !== 'string') return ask()
  const { parleyViewer: viewer, parleyList: list } = window
  if (viewer && init.body.includes(viewer.id)) {
    window.parleyViewer = undefined
    return viewer.answer.catch(ask)
  }
  if (!list || !init.body.includes(list.id)) return ask()
  window.parleyList = undefined
  const first = firstList(init.body, init.headers)
  remember('firstList', first)
  if (!list.answer || JSON.stringify(list.sent) !== JSON.stringify(first)) return ask()
  // Refused if another person has signed in since.
  return list.answer.then((answer) => (answer.ok ? answer : ask()), ask)
}

/** Forgets which list was first: the next person has another. */
export const forgetFirstList = (): void => remember('firstList', null)

const firstList = (body: string, headers: HeadersInit | undefined): FirstList => ({
  path: location.pathname + location.search,
  viewer: new Headers(headers).get('parley-viewer') ?? '',
  body,
})
