declare global {
  interface Window {
    /** Sent by the page itself, see `build/earlyViewer.ts`. */
    parleyViewer?: { id: string; answer: Promise<Response> } | undefined
  }
}

/** As `fetch`, but the page has sent its first request, for who is signed in, while the client was loading. */
export const earlyFetch: typeof fetch = (input, init) => {
  const early = window.parleyViewer
  if (!early || typeof init?.body !== 'string' || !init.body.includes(early.id)) return fetch(input, init)
  window.parleyViewer = undefined
  return early.answer.catch(() => fetch(input, init))
}
