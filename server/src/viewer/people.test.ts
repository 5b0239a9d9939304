import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { PASSWORD, signInDesk, type SignInDesk } from '../../test/signInDesk.ts'
import { deriveKey, readDeskSecret } from './deskSecret.ts'
import { createPerson } from './people.ts'

let desk: SignInDesk

beforeAll(async () => {
  desk = await signInDesk()
})

afterAll(() => desk.close())

test('creating a person twice, also concurrently, gives one person with one password', async () => {
  const person = { name: 'Ada', email: 'Ada@Parley.example', role: 'agent' as const, expertise: ['refunds'] }
  const made = await Promise.all([
    createPerson(desk.pools.auth, person),
    ...Array.from({ length: 8 }, () => createPerson(desk.pools.maintenance, { ...person, password: PASSWORD })),
    createPerson(desk.pools.maintenance, { ...person, name: 'Somebody else', role: 'admin' }),
  ])
  expect(new Set(made.map(({ id }) => id)).size).toBe(1)
  expect((await desk.owner.query('select from accounts')).rowCount).toBe(1)
  expect((await desk.served.signIn('ada@parley.example')).status).toBe(200)
  await createPerson(desk.pools.auth, { ...person, password: 'another password' })
  expect((await desk.served.signIn('ada@parley.example', 'another password')).status).toBe(401)
})

test('the desk secret gives a key for each purpose', async () => {
  const { epoch, secret } = await readDeskSecret(desk.pools.auth)
  expect(epoch).toMatch(/^[0-9a-f-]{36}$/)
  expect(deriveKey(secret, 'cursors')).toEqual(deriveKey(secret, 'cursors'))
  expect(deriveKey(secret, 'cursors')).not.toEqual(deriveKey(secret, 'cookies'))
  expect(deriveKey(secret, 'cursors')).toHaveLength(32)
})

test('only the sign-in role can read it', async () => {
  await expect(readDeskSecret(desk.pools.staff)).rejects.toMatchObject({ code: '42501' })
  await expect(readDeskSecret(desk.pools.requester)).rejects.toMatchObject({ code: '42501' })
})
