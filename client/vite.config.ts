import { readdirSync, readFileSync } from 'node:fs'
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

export default defineConfig({
  plugins: [react(), tailwindcss(), pdfExtras(), { ...optimizeLocales.vite({ locales: ['en-US'] }), enforce: 'pre' }],
  build: {
    target: 'es2022',
    sourcemap: true,
    // The CSP allows no data: scripts or fonts; small assets stay files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    port: 5173,
    proxy: {
      '/graphql': { target: API, ws: true },
      '/api': API,
      '/files': API,
      '/health': API,
    },
  },
})
