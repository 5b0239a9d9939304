import { createSign, generateKeyPairSync, type JsonWebKey, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { AccountDesk } from './accountDesk.ts'

/** The key of the issuer SHOP. */
export const KEY = 'a shared key with at least 32 bytes'
/** An issuer with a shared key. */
export const SHOP = 'https://shop.test'

type Claims = Record<string, unknown>

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** The claims of a token that SHOP would issue for a new person. */
export function claimsOf(more: Claims = {}): Claims & { sub: string; email: string } {
  const id = randomUUID()
  const exp = Math.floor(Date.now() / 1_000) + 120
  const person = { sub: id, email: `${id}@shop.test`, email_verified: true, name: 'Ada Shop' }
  return { iss: SHOP, aud: 'parley', jti: randomUUID(), exp, ...person, ...more }
}

/** A token signed with HS256, or with what `signature` makes of it. */
export function tokenOf(
  claims: Claims,
  { alg = 'HS256', kid, key = KEY, signature }: { alg?: string; kid?: string; key?: string; signature?: string } = {},
): string {
  const signed = `${base64({ alg, kid, typ: 'JWT' })}.${base64(claims)}`
  return `${signed}.${signature ?? createHmac('sha256', key).update(signed).digest('base64url')}`
}

/** Signs with a private key: RS256, ES256 or EdDSA. */
export function signedWith(key: KeyObject, claims: Claims, { alg = 'RS256', kid = 'k' } = {}): string {
  const signed = `${base64({ alg, kid })}.${base64(claims)}`
  const signature =
    alg === 'EdDSA'
      ? sign(null, Buffer.from(signed), key)
      : createSign('sha256').update(signed).sign({ key, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}

/** A key pair of each kind. */
export const KEYS = {
  RS256: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  ES256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  EdDSA: generateKeyPairSync('ed25519'),
}

/** The public keys as they are published, each with its algorithm as its id. */
export const PUBLISHED: JsonWebKey[] = Object.entries(KEYS).map(([kid, { publicKey }]) => ({
  ...publicKey.export({ format: 'jwk' }),
  kid,
}))

/** A server that publishes keys under several paths, well or badly. */
export interface KeyServer {
  url: string
  /** How often each path was fetched. */
  fetched: Record<string, number>
  close(): Promise<void>
}

/** Starts one. A path without an answer never gets one. */
export async function keyServer(answers: Record<string, string | undefined>): Promise<KeyServer> {
  const fetched: Record<string, number> = {}
  const server = createServer(({ url = '' }, res) => {
    fetched[url] = (fetched[url] ?? 0) + 1
    if (answers[url] !== undefined) res.end(answers[url])
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fetched,
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** Everything that a hand-over may write, to show that a refused one has written nothing. */
export async function stateOf({ app }: AccountDesk): Promise<unknown> {
  const tables = ['users', 'accounts', 'sellers', 'external_shops', 'handover_uses', 'sign_ins', 'audit_log']
  const rows = tables.map((table) => `(select json_agg(t order by t::text) from ${table} t) as ${table}`)
  return (await app.sql(`select ${rows.join(', ')}`))[0]
}
