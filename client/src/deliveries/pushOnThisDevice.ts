import type { Client } from 'urql'
import { PushStateDocument, SubscribeToPushDocument, UnsubscribeFromPushDocument } from './deliveries.generated.ts'

/** Whether this browser shows push notifications. */
export type PushState = 'unsupported' | 'blocked' | 'on' | 'off'

/** The service worker of this page; undefined where there is none, as in development. */
const worker = async (): Promise<ServiceWorkerRegistration | undefined> => {
  if (!('serviceWorker' in navigator) || !('PushManager' in window) || !('Notification' in window)) return undefined
  return navigator.serviceWorker.getRegistration()
}

/** The state of this browser for this person: on a shared computer, the subscription may be somebody else's. */
export const readPushState = async (client: Client): Promise<PushState> => {
  const registration = await worker()
  if (!registration) return 'unsupported'
  if (Notification.permission === 'denied') return 'blocked'
  const endpoint = (await registration.pushManager.getSubscription())?.endpoint
  if (!endpoint) return 'off'
  const { data } = await client.query(PushStateDocument, { endpoint }, { requestPolicy: 'network-only' })
  return data?.viewer?.notificationSettings?.isPushSubscribed ? 'on' : 'off'
}

/** Asks for permission and subscribes this browser. Throws if the push service cannot be reached. */
export const turnPushOn = async (client: Client): Promise<PushState> => {
  const registration = await worker()
  if (!registration) return 'unsupported'
  const permission = await Notification.requestPermission()
  if (permission !== 'granted') return permission === 'denied' ? 'blocked' : 'off'
  const { data } = await client.query(PushStateDocument, { endpoint: '' }, { requestPolicy: 'network-only' })
  // Browsers demand that every message shows something. Those that take a notification back are few: docs/notifications.md.
  const options = { userVisibleOnly: true, applicationServerKey: data?.pushPublicKey ?? '' }
  const { endpoint = '', keys } = (await registration.pushManager.subscribe(options)).toJSON()
  const input = { endpoint, p256dh: keys?.['p256dh'] ?? '', auth: keys?.['auth'] ?? '' }
  const { data: saved } = await client.mutation(SubscribeToPushDocument, { input })
  if (saved?.subscribeToPush.errors.length !== 0) throw new Error('The subscription was not saved.')
  return 'on'
}

/** Unsubscribes this browser; also when somebody signs out, so that it shows nothing to whoever uses it next. */
export const turnPushOff = async (client: Client): Promise<PushState> => {
  const subscription = await (await worker())?.pushManager.getSubscription()
  if (!subscription) return 'off'
  const { endpoint } = subscription
  await client.mutation(UnsubscribeFromPushDocument, { input: { endpoint } })
  await subscription.unsubscribe()
  return 'off'
}
