import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import optimizeLocales from '@react-aria/optimize-locales-plugin'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { budgets } from './build/budgets.ts'
import { documentsAsText } from './build/documents.ts'
import { emojiModules } from './build/emoji.ts'
import { earlyRequests } from './build/earlyRequests.ts'
import { languages } from './build/languages.ts'
import { schemaAsText } from './build/schema.ts'
import { stringsWithFeatures } from './build/strings.ts'

/** Where `pnpm dev` finds the API; the built client is served by the API itself. */
const API = 'http://127.0.0.1:4000'

const PDFJS = new URL('node_modules/pdfjs-dist/', import.meta.url)

/** Files that pdf.js loads by name for a few PDFs, at the path in `attachments/pdfPage.ts`. */
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

/** Puts the stylesheet after the shell in index.html, so that the browser paints the shell without waiting for it. */
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

/** Large and rarely needed files, loaded from the server on demand. */
const NOT_KEPT = /\.map$|^assets\/(pdf|remux)|emoji-[a-z]{2,3}-|inter-(?!latin-wght)/

/** Writes the service worker with the files that it caches of this build. */
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

/** Text that is worth compressing; maps are for developers alone. */
const COMPRESSED = /\.(css|html|js|mjs|svg)$/
/** Compressing less than this gains nothing, in bytes. */
const COMPRESS_FROM = 1024

/** Puts `.br` and `.gz` beside each file, which the server sends as they are. */
const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  async closeBundle() {
    const dist = new URL('dist/', import.meta.url)
    const names = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => COMPRESSED.test(name))
    const compressed = names.map(async (name) => {
      const text = readFileSync(new URL(name, dist))
      if (text.length < COMPRESS_FROM) return
      // The last two of the eleven levels cost seconds.
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
      writeFileSync(new URL(`${name}.br`, dist), await promisify(brotliCompress)(text, quality))
      writeFileSync(new URL(`${name}.gz`, dist), await promisify(gzip)(text, { level: constants.Z_BEST_COMPRESSION }))
    })
    await Promise.all(compressed)
  },
})

type Modules = { getModuleInfo: (id: string) => { importers: string[] } | null }

/** Names the chunk of every module that one of these pages imports, directly or through others. */
const reachedFrom = (chunk: string, page: RegExp) => {
  const known = new Map<string, boolean>()
  const isReached = (id: string, modules: Modules): boolean => {
    const before = known.get(id)
    if (before !== undefined) return before
    // Modules that import each other are assigned by their other importers.
    known.set(id, page.test(id))
    const is = page.test(id) || (modules.getModuleInfo(id)?.importers ?? []).some((other) => isReached(other, modules))
    known.set(id, is)
    return is
  }
  // Only the imported parts of a library are included, not its whole index.
  return (id: string, modules: Modules): string | null =>
    !id.includes('node_modules') && isReached(id, modules) ? chunk : null
}

const ofSignIn = reachedFrom('sign-in', /viewer[\\/]SignInPage\.tsx$/)
const ofDesk = reachedFrom('desk', /dashboards[\\/](Workbench|TabPage|(Buyer|Seller|Staff)Dashboard)\.tsx$/)

/** The parts of React Aria that fields of forms consist of. */
const FIELDS =
  /react-(aria|stately)[^/\\]*[\\/]dist[\\/]private[\\/]((textfield|form|label|autocomplete)[\\/]|(TextField|Input|TextArea|FieldError|Form|Group|Autocomplete|Label)\.mjs)/

const isField = (id: string, modules: Modules): boolean =>
  FIELDS.test(id) || (ofSignIn(id, modules) !== null && ofDesk(id, modules) !== null)

/** Seen at once beside the list, but the list does not wait for them. */
const AROUND =
  /[\\/](ConnectionBar|DraftMark|WaitingMark|Filters|FilterChips|SavedViews|AccountMenu|MoreMenu|AllTags|BatchBar|BatchProgress|TargetPicker|Welcome|Drawer|SearchSuggestions|SearchChips|BellPopover|ToastRegion|TooltipText)\.tsx$|graphql[\\/](keptStore|waitingStore|waitingChanges)\.ts$/

/** Opened by people. */
const DIALOGS =
  /[\\/](NewTicketDialog|RequestDialog|BackgroundJobs|InboundMails|DeskSettings|TokensDialog|EmergencyDialog|RetentionSettings|WorkDialog|AwayDialog|MacroManager|NotificationSettings|SessionDialogs|YourShop|Palette|ShortcutSheet|Lightbox|RecordingBar|ReviewDialog|WatchDialog|MoreFilters|HandOver|RenameTicket|InviteDialog|InvitationList|SearchResults|SignInOver)\.tsx$/

export default defineConfig({
  plugins: [
    react(),
    tailwindcss(),
    stringsWithFeatures(),
    languages(),
    schemaAsText(),
    documentsAsText(),
    pdfExtras(),
    emojiModules(),
    shellFirst(),
    earlyRequests(),
    serviceWorker(),
    precompress(),
    budgets(),
    { ...optimizeLocales.vite({ locales: ['en-US', 'de-DE', 'ar-AE'] }), enforce: 'pre' },
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
        // On a slow connection each file costs a round trip. So a page needs few files, in the order of use; each
        // depends only on those before it.
        codeSplitting: {
          groups: [
            { name: 'vendor', tags: ['$initial'], test: /[\\/]node_modules[\\/]/ },
            { name: 'main', tags: ['$initial'] },
            // What the form of the sign-in and the search field of the list are made of.
            { debugName: 'fields', name: (id, modules) => (isField(id, modules) ? 'fields' : null) },
            { debugName: 'sign-in', name: ofSignIn },
            { debugName: 'desk', name: ofDesk },
            // What is around the list: menus, filters, and what waits to be sent.
            { debugName: 'around', name: reachedFrom('around', AROUND) },
            { debugName: 'thread', name: reachedFrom('thread', /dashboards[\\/](ThreadPanel|DetailsPanel)\.tsx$/) },
            { debugName: 'dialogs', name: reachedFrom('dialogs', DIALOGS) },
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
      '/enter': API,
      '/files': API,
      '/sessions': API,
      '/exports': API,
      '/health': API,
    },
  },
})
