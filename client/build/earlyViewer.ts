import { readFileSync } from 'node:fs'
import type { Plugin } from 'vite'

/** The id of the query with this name. */
const documentId = (name: string): string => {
  const documents = JSON.parse(
    readFileSync(new URL('../../trusted-documents.json', import.meta.url), 'utf8'),
  ) as Record<string, string>
  const [id] = Object.entries(documents).find(([, text]) => new RegExp(`^query ${name}\\b`).test(text)) ?? []
  if (!id) throw new Error(`trusted-documents.json has no query ${name}`)
  return id
}

/**
 * The script of the page that asks who is signed in while the client is loading, and for the list that was here the last time;
 * `graphql/earlyFetch.ts` takes the answers.
 */
const script = (): string => {
  const viewer = documentId('Viewer')
  return `{
  const send = (body, headers) => {
    const answer = fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { accept: 'application/graphql-response+json, application/json', 'content-type': 'application/json', ...headers },
      body,
    })
    answer.catch(() => undefined)
    return answer
  }
  window.parleyViewer = { id: '${viewer}', answer: send('${JSON.stringify({ documentId: viewer, variables: {} })}') }
  const list = { id: '${documentId('TicketPage')}' }
  try {
    const last = JSON.parse(localStorage.getItem('parley.firstList'))
    if (last?.path === location.pathname + location.search && last.body.includes(list.id))
      Object.assign(list, { sent: last, answer: send(last.body, { 'parley-viewer': last.viewer }) })
  } catch {}
  window.parleyList = list
}
`
}

const SHELL = '<link rel="stylesheet" href="/shell.css" />'

/** Asks who is signed in as soon as the browser has the page. A file, because the CSP allows no inline scripts. */
export const earlyViewer = (): Plugin => ({
  name: 'early-viewer',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'asset', name: 'start.js', source: script() })
  },
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const file = Object.keys(bundle!).find((name) => /^assets\/start-[^/]+\.js$/.test(name))
      if (!file || !html.includes(SHELL)) throw new Error('index.html has no place for the script of the viewer')
      return html.replace(SHELL, `<script async src="/${file}"></script>\n    ${SHELL}`)
    },
  },
})
