import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

const QUERY = 'query Viewer {'

/** The id of the query that every page starts with. */
const documentId = (): string => {
  const documents = JSON.parse(
    readFileSync(new URL('../../trusted-documents.json', import.meta.url), 'utf8'),
  ) as Record<string, string>
  const [id] = Object.entries(documents).find(([, text]) => text.startsWith(QUERY)) ?? []
  if (!id) throw new Error(`trusted-documents.json has no document that starts with "${QUERY}"`)
  return id
}

/**
 * The script of the page that asks, while the client is loading, who is signed in, and for the list that was shown at this
 * address the last time (`graphql/earlyLists.ts` remembers it). `graphql/earlyFetch.ts` takes the answers.
 */
export const script = (): string => `{
  const send = (body, viewer) => {
    const answer = fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: {
        accept: 'application/graphql-response+json, application/json',
        'content-type': 'application/json',
        ...(viewer && { 'parley-viewer': viewer }),
      },
      body,
    })
    answer.catch(() => undefined)
    return { body, viewer, at: Date.now(), answer }
  }
  window.parleyEarly = [send('${JSON.stringify({ documentId: documentId() })}')]
  try {
    const { viewer, lists } = JSON.parse(localStorage.getItem('parley.lists'))
    const search = location.search.replace(/[?&](ticket|message)=[^&]*/g, '').replace(/^&/, '?')
    const body = lists[location.pathname + search]
    if (body && navigator.onLine) window.parleyEarly.push(send(body, viewer))
  } catch {
    // Nothing is remembered, or there is no storage.
  }
}
`

const SHELL = '<link rel="stylesheet" href="/shell.css" />'

/** Sends the first requests as soon as the browser has the page. A file, because the CSP allows no inline scripts. */
export const earlyRequests = (): Plugin => ({
  name: 'early-requests',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'asset', name: 'start.js', source: script() })
  },
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const file = Object.keys(bundle!).find((name) => /^assets\/start-[^/]+\.js$/.test(name))
      if (!file || !html.includes(SHELL))
        throw new Error('index.html has no place for the script of the first requests')
      return html.replace(SHELL, `<script async src="/${file}"></script>\n    ${SHELL}`)
    },
  },
})
