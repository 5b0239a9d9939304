import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { codeOf, signInDesk, type SignInDesk } from '../../test/signInDesk.ts'
import { createPerson } from './people.ts'
import { makeSetupToken } from './setupLink.ts'

const PASSWORD = 'a long enough password'

let desk: SignInDesk
beforeAll(async () => {
  desk = await signInDesk()
})
afterAll(() => desk.close())
beforeEach(() => desk.owner.query('delete from users; delete from setup_links'))

/** The output of a node's start. */
async function started(): Promise<string | undefined> {
  const client = await desk.pools.maintenance.connect()
  try {
    return await makeSetupToken(client)
  } finally {
    client.release()
  }
}
const complete = (token: string | undefined, more: object = {}) =>
  desk.served.post('/setup/complete', { token, name: 'Ruth', email: 'ruth@desk.example', password: PASSWORD, ...more })
const admins = async () => (await desk.owner.query(`select name, email from users where role = 'admin'`)).rows

test('the link makes the first admin and signs them in, once; later starts print no other', async () => {
  const token = await started()
  expect(await desk.served.post('/setup', { token })).toMatchObject({ status: 200 })
  const done = await complete(token)
  expect(done.status).toBe(200)
  const cookie = done.headers.getSetCookie()[0]!.split(';')[0]!
  expect(await desk.auth.viewerOf({ cookie })).toMatchObject({ name: 'Ruth', role: 'admin' })
  for (const path of ['/setup', '/setup/complete']) {
    const body = { token, name: 'Eve', email: 'eve@desk.example', password: PASSWORD }
    const again = await desk.served.post(path, body)
    expect([again.status, await codeOf(again)]).toEqual([404, 'SETUP_GONE'])
  }
  expect(await started()).toBeUndefined()
  expect(await admins()).toEqual([{ name: 'Ruth', email: 'ruth@desk.example' }])
})

test('each start prints its own link, all are valid, and using one invalidates the others', async () => {
  const [first, second] = [await started(), await started()]
  expect((await complete(second)).status).toBe(200)
  expect((await complete(first, { email: 'eve@desk.example' })).status).toBe(404)
  expect((await desk.owner.query('select from setup_links')).rowCount).toBe(0)
})

test('of two people who use a link, or two links, at once, one becomes the admin', async () => {
  const tokens = [await started(), await started()]
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, n) => complete(tokens[n % 2], { name: `N${n}`, email: `n${n}@desk.example` })),
  )
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array(7).fill(404)])
  expect(await admins()).toHaveLength(1)
})

test('a link is valid for a day', async () => {
  const token = await started()
  const { rows } = await desk.owner.query(`select expires_at - now() > interval '23 hours' as day from setup_links`)
  expect(rows).toEqual([{ day: true }])
  await desk.owner.query('update setup_links set expires_at = now()')
  expect((await complete(token)).status).toBe(404)
  expect((await complete(await started())).status).toBe(200)
})

test('invalid input is refused, and the link stays valid', async () => {
  const token = await started()
  const refusals = await Promise.all([
    complete(token, { name: ' ' }),
    complete(token, { email: 'ruth' }),
    complete(token, { password: 'short' }),
  ])
  expect(await Promise.all(refusals.map(codeOf))).toEqual(['NAME', 'EMAIL', 'PASSWORD'])
  for (const none of [undefined, '', 'made up']) expect(await codeOf(await complete(none))).toBe('SETUP_GONE')
  expect((await complete(token)).status).toBe(200)
})

test('an imported person becomes the admin, under the stored address', async () => {
  await createPerson(desk.pools.maintenance, { name: 'R.', email: 'ruth@desk.example', role: 'agent' })
  await createPerson(desk.pools.maintenance, { name: 'Seeded', email: 'seeded@desk.example', role: 'admin' })
  expect((await complete(await started(), { email: ' Ruth@Desk.example ' })).status).toBe(200)
  expect(await admins()).toContainEqual({ name: 'Ruth', email: 'ruth@desk.example' })
})

test('the token itself is not stored', async () => {
  const token = await started()
  const { rows } = await desk.owner.query('select * from setup_links')
  expect(JSON.stringify(rows) + String(rows[0].token_hash)).not.toContain(token)
})
