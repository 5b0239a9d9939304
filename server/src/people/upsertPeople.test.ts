import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Actor, type Answer, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { claimsOf, KEY, SHOP, tokenOf } from '../../test/handoverIssuer.ts'
import { issueToken } from '../viewer/apiTokens.ts'
import { openPools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'

const STAFF = 'https://staff.test'
let app: TestApp
let admin: Actor
beforeAll(async () => {
  app = await testApp({
    jobs: false,
    variables: {
      HANDOVER_ISSUERS: JSON.stringify([
        { issuer: SHOP, audience: 'parley', key: KEY },
        { issuer: STAFF, audience: 'parley', key: KEY, roles: ['agent'] },
      ]),
    },
  })
  admin = await app.actor('admin')
})
afterAll(() => app.close())

const UPSERT = `mutation ($input: UpsertPeopleInput!) { upsertPeople(input: $input) {
  results { externalId result user { id name email role shops { shopName } } errors { code path } } errors { code path } } }`

/** The result for one person. */
interface Upserted {
  result: string | null
  errors: { code: string; path: string[] }[]
}

const person = (more: object = {}) => {
  const id = randomUUID()
  return { externalId: id, email: `${id}@shop.test`, name: 'Ada', ...more }
}
const send = async (people: object[], more: object = {}, as: Pick<Actor, 'token'> = admin, to = app): Promise<any> => {
  const { data, errors }: Answer = await to.gql(as as Actor, UPSERT, { input: { issuer: SHOP, people, ...more } })
  return data?.upsertPeople ?? errors
}
const outcomes = async (people: object[], more: object = {}) =>
  (await send(people, more)).results.map(({ result, errors }: Upserted) => result ?? errors[0]!.code)

test('people are created, then unchanged, then updated', async () => {
  const buyer = person()
  const seller = person({ role: 'SELLER', shopExternalId: randomUUID(), shopName: 'Lamp Studio' })
  const { results } = await send([buyer, seller])
  expect(results).toMatchObject([
    { externalId: buyer.externalId, result: 'CREATED', user: { name: 'Ada', email: buyer.email, role: 'BUYER' } },
    { result: 'CREATED', user: { role: 'SELLER', shops: [{ shopName: 'Lamp Studio' }] } },
  ])
  expect(await outcomes([buyer, seller])).toEqual(['UNCHANGED', 'UNCHANGED'])
  expect(
    await outcomes([
      { ...buyer, name: 'Bo' },
      { ...seller, shopName: 'Lamps' },
    ]),
  ).toEqual(['UPDATED', 'UPDATED'])
  expect(
    await outcomes([
      { ...buyer, name: 'Bo' },
      { ...seller, shopName: 'Lamps' },
    ]),
  ).toEqual(['UNCHANGED', 'UNCHANGED'])
  const audited = await app.sql('select actor_id from audit_log where target_id = $1', [uuidIn(results[0].user.id)])
  expect(audited).toEqual([{ actor_id: admin.id }])
})

test('a person who is rejected does not affect the others, and nothing of them is written', async () => {
  const staff = await app.actor('agent')
  const disabled = person()
  await send([disabled])
  await app.sql('update users set disabled_at = now() where email = $1', [disabled.email])
  const taken = person()
  await send([taken])
  const known = person()
  await send([known])
  const before = await app.sql('select count(*)::int as n from users')
  const { results, errors } = await send([
    person({ email: 'no address' }),
    person({ name: '' }),
    person({ externalId: '' }),
    person({ shopName: 'x'.repeat(101) }),
    person({ role: 'AGENT' }),
    person({ email: staff.email }),
    person({ emailVerified: false }),
    person({ email: known.email, emailVerified: false }),
    disabled,
    { ...known, email: taken.email },
    person({ externalId: 'x'.repeat(256) }),
    person(),
  ])
  expect(errors).toEqual([])
  expect(
    results.map(({ result, errors: [error] }: Upserted) => result ?? `${error!.code} ${error!.path.join('.')}`),
  ).toEqual([
    'VALIDATION input.people.0.email',
    'VALIDATION input.people.1.name',
    'VALIDATION input.people.2.externalId',
    'VALIDATION input.people.3.shopName',
    'FORBIDDEN input.people.4.role',
    'FORBIDDEN input.people.5.role',
    'VALIDATION input.people.6.emailVerified',
    'VALIDATION input.people.7.emailVerified',
    'CONFLICT input.people.8',
    'CONFLICT input.people.9.email',
    'VALIDATION input.people.10.externalId',
    'CREATED',
  ])
  const after = await app.sql('select count(*)::int as n from users')
  expect(after[0]!['n']).toBe(before[0]!['n'] + 1)
})

test('people can be disabled and enabled, and a name alone is enough for somebody known', async () => {
  const pushed = person()
  const { externalId } = pushed
  expect(await outcomes([pushed])).toEqual(['CREATED'])
  expect(await outcomes([{ externalId, name: 'Bo' }])).toEqual(['UPDATED'])
  expect(await outcomes([{ externalId, disabled: true }])).toEqual(['UPDATED'])
  expect(await outcomes([{ externalId, disabled: true }])).toEqual(['UNCHANGED'])
  expect(await outcomes([{ externalId }])).toEqual(['CONFLICT'])
  const [row] = await app.sql('select name, disabled_at is not null as disabled from users where email = $1', [
    pushed.email,
  ])
  expect(row).toEqual({ name: 'Bo', disabled: true })
  expect(await outcomes([{ externalId, disabled: false }])).toEqual(['UPDATED'])
  expect(await outcomes([{ externalId }])).toEqual(['UNCHANGED'])
})

test('whoever was pushed is found by a hand-over', async () => {
  const pushed = person()
  const { results } = await send([pushed])
  const response = await fetch(`${app.url}/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token: tokenOf(claimsOf({ sub: pushed.externalId, email: undefined })) }),
  })
  expect(((await response.json()) as { user: { id: string } }).user.id).toBe(uuidIn(results[0].user.id))
})

describe('the call is rejected', () => {
  test('for more than 100 people, an unknown issuer, and if several are configured and none is named', async () => {
    const many = Array.from({ length: 101 }, () => person())
    expect(await send(many)).toMatchObject({ results: [], errors: [{ code: 'VALIDATION', path: ['input', 'people'] }] })
    const issuer = [{ code: 'VALIDATION', path: ['input', 'issuer'] }]
    for (const name of ['https://unknown.test', null])
      expect(await send([person()], { issuer: name })).toMatchObject({ results: [], errors: issuer })
    expect(await outcomes(many.slice(1))).toEqual(Array<string>(100).fill('CREATED'))
    expect(await outcomes([person()], { issuer: STAFF })).toEqual(['CREATED'])
  })

  test('for agents, buyers, and tokens of admins without the scope', async () => {
    for (const role of ['agent', 'buyer', 'seller'] as const)
      expect(await send([person()], {}, await app.actor(role))).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
    const pools = openPools(app.database.roleUrls, silentLog)
    const token = await issueToken(pools.auth, admin.email, { scopes: ['read', 'write', 'manage'] })
    await pools.close()
    expect(await send([person()], {}, { token })).toMatchObject([{ extensions: { code: 'INSUFFICIENT_SCOPE' } }])
  })
})

test('without configured issuers, people are pushed without one', async () => {
  const plain = await testApp({ jobs: false })
  const actor = await plain.actor('admin')
  const pushed = person()
  const outcome = async () => (await send([pushed], { issuer: null }, actor, plain)).results[0].result
  expect([await outcome(), await outcome()]).toEqual(['CREATED', 'UNCHANGED'])
  await plain.close()
})
