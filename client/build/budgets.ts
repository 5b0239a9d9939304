import { gzipSync } from 'node:zlib'
import type { Plugin, Rolldown } from 'vite'

/** The most that a page may load, in bytes after gzip, and in files. */
const BUDGETS = {
  /** Scripts and styles of the sign-in page. */
  signIn: 200_000,
  /** Scripts of the ticket list, for each role. */
  list: 240_000,
  /** A chunk that is loaded later. */
  chunk: 130_000,
  /** Scripts, styles and the page itself, before the list; the requests for its data are two more. */
  files: 10,
}

/** The pages that people wait for, by the module of each. */
const LISTS = { buyer: 'BuyerDashboard', seller: 'SellerDashboard', agent: 'StaffDashboard' }

/** The page, its shell.css, theme.js and start.js, and the stylesheet. */
const FILES_BESIDE_SCRIPTS = 5

type Bundle = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`

const chunksOf = (bundle: Bundle): Chunk[] => Object.values(bundle).filter((file) => file.type === 'chunk')

/** A chunk with all that it imports. */
const withImports = (bundle: Bundle, chunk: Chunk, known = new Set<Chunk>()): Set<Chunk> => {
  if (known.has(chunk)) return known
  known.add(chunk)
  for (const name of chunk.imports) {
    const imported = bundle[name]
    if (imported?.type === 'chunk') withImports(bundle, imported, known)
  }
  return known
}

/** The chunks of a page: those of the entry, and those of the page's module. */
const chunksOfPage = (bundle: Bundle, page: string): Set<Chunk> => {
  const chunks = chunksOf(bundle)
  const entry = chunks.find(({ isEntry }) => isEntry)
  const own = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(`/${page}.tsx`)))
  if (!entry || !own) throw new Error(`No chunk has ${page}.tsx`)
  return withImports(bundle, own, withImports(bundle, entry))
}

/** Fails the build if a page loads more than its budget, and prints what each loads. */
export const budgets = (): Plugin => ({
  name: 'budgets',
  apply: 'build',
  writeBundle: {
    order: 'post',
    handler(_options, bundle) {
      const size = (file: Chunk | Rolldown.OutputAsset): number =>
        gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length
      const sum = (chunks: Iterable<Chunk>): number => [...chunks].reduce((total, chunk) => total + size(chunk), 0)
      const styles = Object.values(bundle)
        .filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'))
        .reduce((total, file) => total + size(file), 0)

      const found: [what: string, value: number, most: number, shown: (value: number) => string][] = [
        ['sign-in, scripts and styles', sum(chunksOfPage(bundle, 'SignInPage')) + styles, BUDGETS.signIn, kB],
      ]
      for (const [role, page] of Object.entries(LISTS)) {
        const chunks = chunksOfPage(bundle, page)
        found.push([`list of ${role}, scripts`, sum(chunks), BUDGETS.list, kB])
        found.push([`list of ${role}, files`, chunks.size + FILES_BESIDE_SCRIPTS, BUDGETS.files, String])
      }
      const [largest] = chunksOf(bundle)
        .filter(({ code }) => code.length > BUDGETS.chunk)
        .filter((chunk) => !chunksOfPage(bundle, 'SignInPage').has(chunk))
        .map((chunk) => ({ name: chunk.name, bytes: size(chunk) }))
        .toSorted((a, b) => b.bytes - a.bytes)
      if (largest) found.push([`largest later chunk (${largest.name})`, largest.bytes, BUDGETS.chunk, kB])

      const lines = found.map(([what, value, most, shown]) => {
        const isOver = value > most
        return { isOver, text: `${isOver ? '✗' : '✓'} ${what}: ${shown(value)} of ${shown(most)}` }
      })
      process.stdout.write(`${lines.map(({ text }) => text).join('\n')}\n`)
      if (lines.some(({ isOver }) => isOver)) this.error('A page loads more than its budget (client/build/budgets.ts).')
    },
  },
})
