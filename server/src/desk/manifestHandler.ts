import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse } from '../attachments/answers.ts'
import { textsOf } from '../languages/languages.ts'
import type { Texts } from '../languages/texts.ts'
import { currentLanguage } from '../languages/translated.ts'

const ICON = { type: 'image/png', purpose: 'any' }

/** What a browser needs to install the desk as an app (https://www.w3.org/TR/appmanifest/). Paths are of every role: `/` leads to one's own. */
const manifestOf = (name: string, { code, dir, shortcuts }: Texts): object => ({
  id: '/',
  start_url: '/',
  scope: '/',
  lang: code,
  dir,
  name,
  short_name: name.slice(0, 12).trim(),
  display: 'standalone',
  theme_color: '#F6F7F9',
  background_color: '#F6F7F9',
  icons: [
    { ...ICON, src: '/icon-192.png', sizes: '192x192' },
    { ...ICON, src: '/icon-512.png', sizes: '512x512' },
    { ...ICON, src: '/icon-maskable.png', sizes: '512x512', purpose: 'maskable' },
  ],
  shortcuts: [
    { name: shortcuts.newTicket, url: '/?new=true', icons: [{ ...ICON, src: '/icon-192.png', sizes: '192x192' }] },
    { name: shortcuts.starred, url: '/?view=starred', icons: [{ ...ICON, src: '/icon-192.png', sizes: '192x192' }] },
  ],
})

/** Serves `/api/desk/manifest` to everybody: it has the name of the desk, which the sign-in page shows too, and words in the browser's language. */
export function createManifestHandler(identity: { name: string }) {
  return (req: IncomingMessage, res: ServerResponse): void => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return refuse(res, 405, 'BAD_USER_INPUT', 'Use GET.')
    const text = JSON.stringify(manifestOf(identity.name, textsOf(currentLanguage())))
    res.writeHead(200, {
      'Content-Type': 'application/manifest+json; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      'Cache-Control': 'no-cache',
      Vary: 'Accept-Language',
    })
    res.end(req.method === 'HEAD' ? undefined : text)
  }
}
