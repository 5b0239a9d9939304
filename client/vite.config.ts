import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

/** Where `pnpm dev` finds the API; the built client is served by the API itself. */
const API = 'http://127.0.0.1:4000'

const PDFJS = new URL('node_modules/pdfjs-dist/', import.meta.url)

/** What pdf.js loads by name for a few PDFs, where `attachments/pdfPage.ts` looks for it. */
const pdfExtras = (): Plugin => ({
  name: 'pdf-extras',
  apply: 'build',
  generateBundle() {
    const { version } = JSON.parse(readFileSync(new URL('package.json', PDFJS), 'utf8')) as { version: string }
    const tables = readdirSync(new URL('cmaps/', PDFJS)).map((name) => `cmaps/${name}`)
    for (const name of [...tables, 'wasm/openjpeg_nowasm_fallback.js'])
      this.emitFile({
        type: 'asset',
        fileName: `assets/pdfjs-${version}/${name}`,
        source: readFileSync(new URL(name, PDFJS)),
      })
  },
})

/** Puts the stylesheet after the shell in index.html: a browser draws what comes before it without waiting for it. */
const shellFirst = (): Plugin => ({
  name: 'shell-first',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler: (html) => {
      const [link = ''] = /<link rel="stylesheet" crossorigin[^>]*>/.exec(html) ?? []
      return html.replace(link, '').replace('</body>', `  ${link}\n  </body>`)
    },
  },
})

/** Large, and needed by few: loaded from the server when they are. */
const NOT_KEPT = /\.map$|^assets\/(pdf|remux)|inter-(?!latin-wght)/

/** Writes the service worker with what it keeps of this build. */
const serviceWorker = (): Plugin => ({
  name: 'service-worker',
  apply: 'build',
  writeBundle({ dir }, bundle) {
    const at = (name: string) => `${dir!}/${name}`
    const built = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !NOT_KEPT.test(name))
    const [main] = Object.values(bundle).filter((chunk) => chunk.type === 'chunk' && chunk.isEntry)
    const integrity = (name: string) =>
      `sha256-${createHash('sha256')
        .update(readFileSync(at(name)))
        .digest('base64')}`
    const files = [
      ...['index.html', 'shell.css', 'theme.js', 'favicon.svg'].map((name) => [`/${name}`, integrity(name)]),
      ...built.toSorted().map((name) => [`/${name}`, null]),
    ]
    const constants = `const BUILD = '/${main!.fileName}'\nconst FILES = ${JSON.stringify(files)}\n`
    writeFileSync(at('sw.js'), constants + readFileSync(new URL('sw.js', import.meta.url), 'utf8'))
  },
})

type Modules = { getModuleInfo: (id: string) => { importers: string[] } | null }

/** Names the chunk of every module that one of these pages imports, directly or through others. */
const reachedFrom = (chunk: string, page: RegExp) => {
  const known = new Map<string, boolean>()
  const isReached = (id: string, modules: Modules): boolean => {
    const before = known.get(id)
    if (before !== undefined) return before
    // Modules that import each other: whoever else imports them decides.
    known.set(id, page.test(id))
    const is = page.test(id) || (modules.getModuleInfo(id)?.importers ?? []).some((other) => isReached(other, modules))
    known.set(id, is)
    return is
  }
  // Of a library only what these import comes along, not all that its index names.
  return (id: string, modules: Modules): string | null =>
    !id.includes('node_modules') && isReached(id, modules) ? chunk : null
}

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    pdfExtras(),
    shellFirst(),
    serviceWorker(),
    { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' },
  ],
  build: {
    target: 'es2022',
    sourcemap: true,
    // The CSP allows no data: scripts or fonts; small assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        // On a slow line each file costs a round trip. So what a page needs comes in few files, in the order in which people
        // get to see it; each depends on those before it alone.
        codeSplitting: {
          groups: [
            { name: 'vendor', tags: ['$initial'], test: /[\\/]node_modules[\\/]/ },
            { name: 'main', tags: ['$initial'] },
            { debugName: 'sign-in', name: reachedFrom('sign-in', /viewer[\\/]SignInPage\.tsx$/) },
            { debugName: 'desk', name: reachedFrom('desk', /dashboards[\\/](Workbench|TabPage)\.tsx$/) },
            { debugName: 'thread', name: reachedFrom('thread', /dashboards[\\/](ThreadPanel|DetailsPanel)\.tsx$/) },
          ],
        },
      },
    },
  },
  server: {
    port: 5173,
    proxy: {
      '/graphql': { target: API, ws: true },
      '/api': API,
      '/files': API,
      '/sessions': API,
      '/health': API,
    },
  },
})
