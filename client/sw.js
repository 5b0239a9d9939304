// The service worker: caches the built client, so that a page opens without a network, and shows push
// notifications. vite.config.ts prepends two
// constants: BUILD, the main script of this build, and FILES, the files to cache: [path, integrity or null].
/* global BUILD, FILES */

const CACHE = `parley ${BUILD}`
const PAGE = '/index.html'
/** Beside a notification, and as its outline in the status bar of a phone. */
const ICONS = { icon: '/icon-192.png', badge: '/badge.png' }
/** Without a response by then, the cached page is shown. */
const PAGE_WITHIN_MS = 5_000
/** Paths of the API and of user files: never handled, never cached. */
const NOT_PAGES = /^\/(api|enter|graphql|files|sessions|exports|health|metrics)(\/|$)/

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
self.addEventListener('push', (event) => event.waitUntil(pushed(event.data.json())))
self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(openPath(event.notification.data.path))
})

/** Shows a notification, which replaces the one before with its tag; or takes it back, because it was read elsewhere. */
async function pushed({ type, tag, title, text, path, ids }) {
  if (type === 'notification')
    return self.registration.showNotification(title, { ...ICONS, body: text, tag, renotify: true, data: { path, ids } })
  if (type !== 'read') return
  for (const shown of await self.registration.getNotifications({ tag })) shown.close()
}

/** Opens a path of the desk in a window that is open, without loading it again, or else in a new one. */
async function openPath(path) {
  // Only paths of this desk.
  const { href, origin } = new URL(path, self.location.origin)
  if (origin !== self.location.origin) return
  const [open] = await self.clients.matchAll({ type: 'window' })
  if (!open) return void (await self.clients.openWindow(href))
  open.postMessage({ open: path })
  await open.focus()
}

/** Fetches missing files one after the other, because the page itself may be loading over a slow connection. */
async function fill() {
  const cache = await caches.open(CACHE)
  for (const [path, integrity] of FILES) {
    if (await cache.match(path)) continue
    // Names under /assets/ contain a hash of the content, so a file of an earlier build can be reused.
    const older = integrity ? undefined : await caches.match(path)
    if (older) await cache.put(path, older)
    else await cache.add(new Request(path, integrity ? { cache: 'no-cache', integrity } : {}))
  }
}

/** Deletes the caches of all builds but this one and the previous one, which another tab may still use. */
async function takeOver() {
  const names = (await caches.keys()).filter((name) => name.startsWith('parley '))
  for (const name of names.slice(0, -2)) await caches.delete(name)
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

/** The page from the server, or the cached one if the server does not respond. */
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
