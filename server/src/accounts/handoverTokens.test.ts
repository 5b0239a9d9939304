import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type AccountDesk, accountDesk } from '../../test/accountDesk.ts'
import {
  claimsOf,
  KEY,
  type KeyServer,
  KEYS,
  keyServer,
  PUBLISHED,
  SHOP,
  signedWith,
  stateOf,
  tokenOf,
} from '../../test/handoverIssuer.ts'

const PUBLISHING = 'https://publishing.test'
const now = () => Math.floor(Date.now() / 1_000)
const otherKey = generateKeyPairSync('rsa', { modulusLength: 2048 })

let keys: KeyServer
let desk: AccountDesk
beforeAll(async () => {
  keys = await keyServer({
    '/good': JSON.stringify({ keys: PUBLISHED }),
    '/nothing': '',
    '/empty': '{"keys":[]}',
    '/wrong': '{"keys":"none"}',
    '/html': '<html>',
    '/large': JSON.stringify({ keys: PUBLISHED, padding: 'x'.repeat(2 * 1024 * 1024) }),
  })
  const publishing = (path: string) => ({
    issuer: `https://${path}.test`,
    audience: 'parley',
    jwks: `${keys.url}/${path}`,
  })
  desk = await accountDesk({
    HANDOVER_ISSUERS: JSON.stringify([
      { issuer: SHOP, audience: 'parley', key: [KEY, 'the key that was used before this one'] },
      { ...publishing('good'), issuer: PUBLISHING },
      ...['slow', 'nothing', 'empty', 'wrong', 'html', 'large'].map(publishing),
      { issuer: 'https://gone.test', audience: 'parley', jwks: 'http://127.0.0.1:1/keys' },
    ]),
  })
})
afterAll(async () => {
  await desk.close()
  await keys.close()
})

const post = async (token: unknown) => {
  const response = await desk.browser().post('/enter', { token })
  return { status: response.status, code: ((await response.json()) as { code?: string }).code }
}

/** Is refused in both ways, and nothing is written. */
async function refused(token: string, code: string, status = 401): Promise<void> {
  const before = await stateOf(desk)
  const browser = desk.browser()
  const page = await browser.open(`/enter?token=${token}&to=/dashboard/chat`)
  expect([page.status, page.headers.get('location')]).toEqual([
    303,
    `/sign-in?problem=${code}&next=%2Fdashboard%2Fchat`,
  ])
  expect([await browser.viewer(), await post(token)]).toEqual([null, { status, code }])
  expect(await stateOf(desk)).toEqual(before)
}

const publicPem = KEYS.RS256.publicKey.export({ format: 'pem', type: 'spki' }).toString()
const publicJwk = JSON.stringify(KEYS.RS256.publicKey.export({ format: 'jwk' }))
const hmacWith = (key: string) => tokenOf(claimsOf({ iss: PUBLISHING }), { kid: 'RS256', key })

test.each<[string, () => string, string]>([
  ['that has expired', () => tokenOf(claimsOf({ exp: now() - 1 })), 'HANDOVER_EXPIRED'],
  ['that is not valid yet', () => tokenOf(claimsOf({ nbf: now() + 90 })), 'HANDOVER_NOT_YET_VALID'],
  ['issued in the future', () => tokenOf(claimsOf({ iat: now() + 90 })), 'HANDOVER_NOT_YET_VALID'],
  ['that is valid for too long', () => tokenOf(claimsOf({ exp: now() + 360 })), 'HANDOVER_TOO_LONG'],
  ['for another audience', () => tokenOf(claimsOf({ aud: 'other' })), 'HANDOVER_AUDIENCE'],
  ['for a longer audience', () => tokenOf(claimsOf({ aud: ['parley2', 'PARLEY'] })), 'HANDOVER_AUDIENCE'],
  ['of an unknown issuer', () => tokenOf(claimsOf({ iss: `${SHOP}/` })), 'HANDOVER_ISSUER'],
  ['without an issuer', () => tokenOf(claimsOf({ iss: undefined })), 'HANDOVER_ISSUER'],
  ['that is not signed', () => tokenOf(claimsOf(), { alg: 'none', signature: '' }), 'HANDOVER_ALGORITHM'],
  ['with another algorithm in its header', () => tokenOf(claimsOf(), { alg: 'HS512' }), 'HANDOVER_ALGORITHM'],
  ['signed with the public key as a secret (PEM)', () => hmacWith(publicPem), 'HANDOVER_ALGORITHM'],
  ['signed with the public key as a secret (JWK)', () => hmacWith(publicJwk), 'HANDOVER_ALGORITHM'],
  ['signed with another secret', () => tokenOf(claimsOf(), { key: `${KEY}!` }), 'HANDOVER_SIGNATURE'],
  ['with an empty signature', () => tokenOf(claimsOf(), { signature: '' }), 'HANDOVER_SIGNATURE'],
  [
    'changed after it was signed',
    () => {
      const [one, other] = [tokenOf(claimsOf()), tokenOf(claimsOf())].map((token) => token.split('.'))
      return [one![0], other![1], one![2]].join('.')
    },
    'HANDOVER_SIGNATURE',
  ],
  [
    'of a key with an id that is not published',
    () => signedWith(KEYS.RS256.privateKey, claimsOf({ iss: PUBLISHING }), { kid: 'unknown' }),
    'HANDOVER_UNKNOWN_KEY',
  ],
  [
    'of another key with a published id',
    () => signedWith(otherKey.privateKey, claimsOf({ iss: PUBLISHING }), { kid: 'RS256' }),
    'HANDOVER_SIGNATURE',
  ],
  [
    'with a published key for another algorithm',
    () => signedWith(KEYS.ES256.privateKey, claimsOf({ iss: PUBLISHING }), { alg: 'ES256', kid: 'RS256' }),
    'HANDOVER_UNKNOWN_KEY',
  ],
  ['without an id', () => tokenOf(claimsOf({ jti: undefined })), 'HANDOVER_CLAIMS'],
  ['without an expiry', () => tokenOf(claimsOf({ exp: undefined })), 'HANDOVER_CLAIMS'],
  ['with an expiry that is text', () => tokenOf(claimsOf({ exp: String(now() + 60) })), 'HANDOVER_CLAIMS'],
  ['without a subject', () => tokenOf(claimsOf({ sub: '' })), 'HANDOVER_CLAIMS'],
  ['with a NUL in its subject', () => tokenOf(claimsOf({ sub: 'a\0' })), 'HANDOVER_CLAIMS'],
  ['that says verified in words', () => tokenOf(claimsOf({ email_verified: 'true' })), 'HANDOVER_CLAIMS'],
  ['that is no token', () => 'abc', 'HANDOVER_TOKEN'],
  ['that is empty', () => '', 'HANDOVER_TOKEN'],
  ['of five parts', () => 'a.b.c.d.e', 'HANDOVER_TOKEN'],
])('a token %s is refused and leaves nothing behind', (_, token, code) => refused(token(), code))

test('a payload that is no object, and bodies without a token, are refused', async () => {
  for (const payload of ['null', '[]', '"text"', '1', '{'])
    expect(await post(`${tokenOf({}).split('.')[0]}.${Buffer.from(payload).toString('base64url')}.x`)).toMatchObject({
      code: 'HANDOVER_TOKEN',
    })
  for (const token of [undefined, 1, '']) expect(await post(token)).toEqual({ status: 401, code: 'HANDOVER_TOKEN' })
})

test('clocks may differ by a minute, and each key of an issuer is accepted', async () => {
  expect(await post(tokenOf(claimsOf({ nbf: now() + 30, iat: now() + 30 })))).toEqual({ status: 200 })
  expect(await post(tokenOf(claimsOf(), { key: 'the key that was used before this one' }))).toEqual({ status: 200 })
  expect(await post(tokenOf(claimsOf({ aud: ['other', 'parley'] })))).toEqual({ status: 200 })
})

describe('published keys', () => {
  test('of each kind are accepted, and fetched once; an unknown one does not make the desk fetch them each time', async () => {
    for (const alg of ['RS256', 'ES256', 'EdDSA'] as const) {
      const claims = claimsOf({ iss: PUBLISHING })
      expect(await post(signedWith(KEYS[alg].privateKey, claims, { alg, kid: alg }))).toEqual({ status: 200 })
    }
    for (let n = 0; n < 5; n++)
      await post(signedWith(otherKey.privateKey, claimsOf({ iss: PUBLISHING }), { kid: randomUUID() }))
    expect(keys.fetched['/good']).toBe(1)
  })

  test.each(['nothing', 'empty', 'wrong', 'html', 'large', 'gone'])(
    'that cannot be used (%s) are reported, and not fetched again at once',
    async (path) => {
      const token = signedWith(KEYS.RS256.privateKey, claimsOf({ iss: `https://${path}.test` }), { kid: 'RS256' })
      await refused(token, 'HANDOVER_KEYS_UNAVAILABLE', 503)
      expect(keys.fetched[`/${path}`] ?? 1).toBe(1)
    },
  )

  test('that never arrive hold nobody else up', async () => {
    const token = signedWith(KEYS.RS256.privateKey, claimsOf({ iss: 'https://slow.test' }), { kid: 'RS256' })
    const waiting = Promise.all(Array.from({ length: 10 }, () => post(token)))
    for (let n = 0; n < 5; n++) expect(await post(tokenOf(claimsOf()))).toEqual({ status: 200 })
    expect(new Set((await waiting).map(({ code }) => code))).toEqual(new Set(['HANDOVER_KEYS_UNAVAILABLE']))
    expect(keys.fetched['/slow']).toBe(1)
  })
})
