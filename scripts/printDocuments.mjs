// Prints the manifest of trusted documents: every operation of the client as it is sent, by its id. The generated hooks are
// TypeScript, so it runs with tsx.
import { createHash } from 'node:crypto'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { filesUnder, ROOT } from './lib.mjs'

const resolve = createRequire(path.join(ROOT, 'client/package.json')).resolve
const { formatDocument, stringifyDocument } = await import(pathToFileURL(resolve('@urql/core')).href)

const modules = filesUnder(path.join(ROOT, 'client/src')).filter((file) => file.endsWith('.generated.ts'))
const exported = await Promise.all(modules.map((file) => import(pathToFileURL(file).href)))
const operations = exported.flatMap(Object.values).flatMap((document) => {
  const operation = document?.definitions?.find(({ kind }) => kind === 'OperationDefinition')
  // The cache adds __typename to every selection before a document is sent.
  return operation ? [{ name: operation.name.value, text: stringifyDocument(formatDocument(document)) }] : []
})
const manifest = operations
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .map(({ text }) => [`sha256:${createHash('sha256').update(text).digest('hex')}`, text])
process.stdout.write(`${JSON.stringify(Object.fromEntries(manifest), null, 2)}\n`)
