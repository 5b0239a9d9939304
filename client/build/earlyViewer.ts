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

/** The script of the page that asks who is signed in while the client is loading; `graphql/earlyFetch.ts` takes the answer. */
const script = (): string => {
  const id = documentId()
  return `{
  const answer = fetch('/graphql', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { accept: 'application/graphql-response+json, application/json', 'content-type': 'application/json' },
    body: '${JSON.stringify({ documentId: id, variables: {} })}',
  })
  answer.catch(() => undefined)
  window.parleyViewer = { id: '${id}', answer }
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
