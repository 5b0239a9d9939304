// The service worker: keeps the built client, so that a page opens without a network. vite.config.ts puts two constants in
// front of it: BUILD, the main script of this build, and FILES, what to keep: [path, integrity or null].
/* global BUILD, FILES */

const CACHE = `parley ${BUILD}`
const PAGE = '/index.html'
/** Without an answer by then, the page that is kept is shown. */
const PAGE_WITHIN_MS = 5_000
/** Addresses of programs and of people's files: never touched, never kept. */
const NOT_PAGES = /^\/(api|graphql|files|sessions|health|metrics)(\/|$)/

const kept = new Set(FILES.map(([path]) => path))

self.addEventListener('install', (event) => event.waitUntil(fill()))
self.addEventListener('activate', (event) => event.waitUntil(takeOver()))
self.addEventListener('message', ({ data, ports: [port] }) => {
  if (data === 'build') port.postMessage(BUILD)
  if (data === 'activate') void self.skipWaiting()
})
self.addEventListener('fetch', (event) => {
  const { request, preloadResponse } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || NOT_PAGES.test(pathname)) return
  if (request.mode === 'navigate') event.respondWith(page(request, preloadResponse))
  else if (kept.has(pathname) || pathname.startsWith('/assets/')) event.respondWith(file(request))
})

/** Fetches what is not there yet, one file after the other: the page itself may be loading on a slow line. */
async function fill() {
  const cache = await caches.open(CACHE)
  for (const [path, integrity] of FILES) {
    if (await cache.match(path)) continue
    // Names under /assets/ carry a hash of what is in them: an earlier build's file is the same file.
    const older = integrity ? undefined : await caches.match(path)
    if (older) await cache.put(path, older)
    else await cache.add(new Request(path, integrity ? { cache: 'no-cache', integrity } : {}))
  }
}

/** Forgets all builds but this one and the one before it, which another window may still be running. */
async function takeOver() {
  const names = (await caches.keys()).filter((name) => name.startsWith('parley '))
  for (const name of names.slice(0, -2)) await caches.delete(name)
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

/** The server's page, always the newest; the kept one where the server does not answer. */
async function page(request, preloadResponse) {
  const late = new Promise((resolve) => setTimeout(resolve, PAGE_WITHIN_MS))
  const answer = (async () => (await preloadResponse) ?? fetch(request))()
  const response = await Promise.race([answer, late]).catch(() => undefined)
  if (response && response.status < 500) return response
  return (await caches.match(PAGE)) ?? answer
}

async function file(request) {
  return (await caches.match(request, { ignoreSearch: true })) ?? fetch(request)
}
