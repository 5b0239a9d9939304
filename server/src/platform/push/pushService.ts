import { createECDH } from 'node:crypto'
import { lookup } from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import webPush from 'web-push'
import { inCall } from '../tracing.ts'

/** How long a push service may take, in milliseconds. */
const TIMEOUT_MS = 10_000
/** How long a push service keeps a message for a browser that is not running, in seconds. */
const KEPT_SECONDS = 24 * 3600

/** The keys with which the desk signs what it sends (VAPID). */
interface VapidKeys {
  publicKey: string
  privateKey: string
}

/** A browser that takes push messages. */
export interface Subscription {
  endpoint: string
  p256dh: string
  auth: string
}

/** How push messages are sent. */
export interface PushDesk {
  keys: VapidKeys
  /** A mailto: or https: address of whoever runs the desk, for the push service. */
  subject: string
  /** Whether push services may have private addresses, and http. For tests. */
  allowsPrivate: boolean
}

// Addresses of the server's own network, which nobody may have it call: people choose the address of their push service.
const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits)
for (const [net, bits] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

/** Whether an address belongs to a private network. IPv4 addresses written as IPv6 count as what they are. */
export const isPrivateAddress = (address: string): boolean =>
  PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Whether a browser's endpoint may be called: https, and no address of a private network. Names are checked when they are resolved. */
export function isAllowedEndpoint(endpoint: string, { allowsPrivate }: Pick<PushDesk, 'allowsPrivate'>): boolean {
  if (!URL.canParse(endpoint)) return false
  const { protocol, hostname, username, password } = new URL(endpoint)
  if (username || password) return false
  if (allowsPrivate) return protocol === 'https:' || protocol === 'http:'
  const host = hostname.replace(/^\[|\]$/g, '')
  return protocol === 'https:' && !(isIP(host) && isPrivateAddress(host))
}

/** The key pair of a 32-byte secret: the same on every node, and as long as the desk exists. */
export function vapidKeysOf(secret: Buffer): VapidKeys {
  const pair = createECDH('prime256v1')
  // Throws for one secret in 2^32, which is no number of the curve.
  pair.setPrivateKey(secret)
  return { publicKey: pair.getPublicKey('base64url'), privateKey: pair.getPrivateKey('base64url') }
}

/** Sends an encrypted message to a browser's push service; resolves with the HTTP status. */
export async function sendPushMessage(
  desk: PushDesk,
  { endpoint, ...keys }: Subscription,
  payload: string,
): Promise<number> {
  if (!isAllowedEndpoint(endpoint, desk)) return 404
  const { method, headers, body } = webPush.generateRequestDetails({ endpoint, keys }, payload, {
    vapidDetails: { subject: desk.subject, ...desk.keys },
    TTL: KEPT_SECONDS,
    urgency: 'high',
  })
  // Not through web-push, which resolves names without a check.
  const { request } = endpoint.startsWith('https:') ? https : http
  const send = () =>
    new Promise<number>((resolve, reject) => {
      const sent = request(endpoint, {
        method,
        headers: headers as http.OutgoingHttpHeaders,
        signal: AbortSignal.timeout(TIMEOUT_MS),
        ...(!desk.allowsPrivate && { lookup: publicLookup }),
      })
      sent.on('response', (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      sent.on('error', reject)
      sent.end(body)
    })
  return inCall('send push message', {}, send)
}

const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, [])
    const found = addresses.filter(({ address }) => !isPrivateAddress(address))
    if (found.length === 0) return done(new Error(`${hostname} has no public address.`), [])
    if (options.all) return done(null, found)
    return done(null, found[0]!.address, found[0]!.family)
  })
}
