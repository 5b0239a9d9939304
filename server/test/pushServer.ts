import { createECDH, createPublicKey, type ECDH, randomBytes, verify } from 'node:crypto'
import http from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { readBytes } from '../src/platform/http/readBody.ts'

interface Ece {
  decrypt(body: Buffer, keys: { version: 'aes128gcm'; privateKey: ECDH; authSecret: string }): Buffer
}

// The reference implementation of RFC 8188, which web-push itself depends on.
const require = createRequire(createRequire(import.meta.url).resolve('web-push'))
const ece = require('http_ece') as Ece

/** A subscription as a browser makes it, and the messages that the browser would have received. */
export interface Browser {
  subscription: { endpoint: string; p256dh: string; auth: string }
  received: Record<string, any>[]
}

/** A push service that decrypts what it is sent and checks who has signed it. */
export interface PushServer {
  /** The origin for which the desk signs. */
  url: string
  requests: number
  /** The statuses of the next responses. */
  statuses: number[]
  /** A new browser that accepts messages signed with this key alone. */
  browser(vapidKey: string): Browser
  close(): Promise<void>
}

/** Starts one. */
export async function pushServer(): Promise<PushServer> {
  const browsers = new Map<string, Browser & { vapidKey: string; pair: ECDH }>()
  const push: PushServer = {
    url: '',
    requests: 0,
    statuses: [],
    browser: (vapidKey) => {
      const pair = createECDH('prime256v1')
      pair.generateKeys()
      const path = `/${randomBytes(8).toString('hex')}`
      const subscription = {
        endpoint: `${push.url}${path}`,
        p256dh: pair.getPublicKey('base64url'),
        auth: randomBytes(16).toString('base64url'),
      }
      const browser = { subscription, received: [], vapidKey, pair }
      browsers.set(path, browser)
      return browser
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = http.createServer(async (req, res) => {
    const body = (await readBytes(req, 1e6))!
    push.requests += 1
    const browser = browsers.get(req.url!)
    const status = push.statuses.shift()
    if (status || !browser) return void res.writeHead(status ?? 404).end()
    if (!isSignedBy(browser.vapidKey, req.headers.authorization ?? '', push.url)) return void res.writeHead(403).end()
    if (req.headers['content-encoding'] !== 'aes128gcm' || !(Number(req.headers.ttl) > 0) || body.length > 4096)
      return void res.writeHead(400).end()
    const authSecret = browser.subscription.auth
    const text = ece.decrypt(body, { version: 'aes128gcm', privateKey: browser.pair, authSecret }).toString()
    browser.received.push(JSON.parse(text))
    return void res.writeHead(201).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  push.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return push
}

/** RFC 8292: `vapid t=<a JWT signed with ES256>, k=<the public key>`. */
function isSignedBy(key: string, authorization: string, audience: string): boolean {
  const [, token = '', given] = /^vapid t=([^,]+), ?k=(\S+)$/.exec(authorization) ?? []
  const [head = '', claims = '', signature = ''] = token.split('.')
  const point = Buffer.from(key, 'base64url')
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((half) => half.toString('base64url'))
  const jwk = { kty: 'EC', crv: 'P-256', x: x!, y: y! }
  const publicKey = createPublicKey({ key: jwk, format: 'jwk' })
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, any>
  return (
    given === key &&
    aud === audience &&
    exp > Date.now() / 1000 &&
    exp < Date.now() / 1000 + 24 * 3600 + 60 &&
    /^(mailto:|https:)/.test(sub) &&
    verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    )
  )
}
