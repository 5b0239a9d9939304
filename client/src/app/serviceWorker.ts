import { create } from 'zustand'
import { workerScript } from '../lib/workerScript.ts'

/** How often an open page checks for a new version, in milliseconds. */
const ASK_EVERY_MS = 30 * 60_000

/** Set once a newer build than this page's is ready. */
export const useUpdate = create<{ reload: (() => void) | null }>(() => ({ reload: null }))

/** Offers a reload to a page whose operations the server rejects, because it is of another version. */
export const offerReload = (): void =>
  useUpdate.setState(({ reload }) => ({ reload: reload ?? (() => location.reload()) }))

/**
 * Installs the service worker once the page is loaded and idle, and checks for new versions. A page never reloads by
 * itself: the user may be typing.
 */
export const installServiceWorker = (): void => {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const install = () => void register().catch(() => undefined)
  const whenIdle = () => ('requestIdleCallback' in window ? requestIdleCallback(install) : setTimeout(install, 2_000))
  if (document.readyState === 'complete') whenIdle()
  else window.addEventListener('load', whenIdle, { once: true })
}

/** Opens what a clicked push notification is about, in this page. */
export const openFromNotifications = (open: (path: string) => void): void => {
  if (!('serviceWorker' in navigator)) return
  navigator.serviceWorker.addEventListener('message', ({ data }: MessageEvent<{ open?: unknown }>) => {
    if (typeof data?.open === 'string' && data.open.startsWith('/')) open(data.open)
  })
  navigator.serviceWorker.startMessages()
}

const register = async (): Promise<void> => {
  // Undefined where a test runner blocks service workers.
  const registration: ServiceWorkerRegistration | undefined = await navigator.serviceWorker.register(
    workerScript('/sw.js'),
    { updateViaCache: 'none' },
  )
  if (!registration) return
  const check = () => void checkWaiting(registration)
  check()
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', check))
  const ask = () => {
    if (document.visibilityState === 'visible') void registration.update().catch(() => undefined)
  }
  setInterval(ask, ASK_EVERY_MS)
  document.addEventListener('visibilitychange', ask)
}

/** A waiting worker belongs to another build than the active one; this page may be of either. */
const checkWaiting = async ({ waiting }: ServiceWorkerRegistration): Promise<void> => {
  if (!waiting) return
  const activate = () => waiting.postMessage('activate')
  // Pages are loaded network first, so a page that was just loaded is up to date.
  if ((await buildOf(waiting)) === ownBuild()) return activate()
  useUpdate.setState({
    reload: () => {
      navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true })
      activate()
    },
  })
}

const buildOf = (worker: ServiceWorker): Promise<unknown> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }) => resolve(data), { once: true })
    port1.start()
    worker.postMessage('build', [port2])
  })

const ownBuild = (): string | undefined => {
  const script = document.querySelector<HTMLScriptElement>('script[type=module]')
  return script ? new URL(script.src).pathname : undefined
}
