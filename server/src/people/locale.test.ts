import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { codes, mutate } from '../../test/mutate.ts'
import { type Actor, gid, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let buyer: Actor, other: Actor, agent: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  buyer = await app.actor('buyer', 'Mira')
  other = await app.actor('buyer', 'Otto')
  agent = await app.actor('agent', 'Sofia')
})
afterAll(() => app.close())

const set = (who: Actor, input: object) => mutate(app, who, 'setLocale', input, 'person { language }')
const seenBy = async (who: Actor) =>
  (
    await app.gql(who, 'query ($id: ID!) { node(id: $id) { ... on User { chosenLanguage language timeZone } } }', {
      id: gid('User', buyer.id),
    })
  ).data.node

test('The language is the chosen one, else that of the browser', async () => {
  expect(await seenBy(buyer)).toEqual({ chosenLanguage: null, language: null, timeZone: null })
  await set(buyer, { browserLanguage: 'pt-br', timeZone: 'America/Sao_Paulo' })
  expect(await seenBy(buyer)).toEqual({ chosenLanguage: null, language: 'pt-BR', timeZone: 'America/Sao_Paulo' })
  expect(await set(buyer, { language: 'de' })).toEqual({ person: { language: 'de' }, errors: [] })
  expect(await seenBy(buyer)).toEqual({ chosenLanguage: 'de', language: 'de', timeZone: 'America/Sao_Paulo' })
  await set(buyer, { browserLanguage: 'fr', timeZone: 'Europe/Paris' })
  expect(await seenBy(buyer)).toEqual({ chosenLanguage: 'de', language: 'de', timeZone: 'Europe/Paris' })
  await set(buyer, { language: null })
  expect(await seenBy(buyer)).toEqual({ chosenLanguage: null, language: 'fr', timeZone: 'Europe/Paris' })
})

test('Staff see it of everyone, customers of themselves', async () => {
  await set(buyer, { language: 'ar' })
  expect(await seenBy(agent)).toMatchObject({ language: 'ar' })
  expect(await seenBy(other)).toBeNull()
  const query = 'query ($id: ID!) { node(id: $id) { ... on User { name language timeZone } } }'
  await set(agent, { language: 'de', timeZone: 'Europe/Berlin' })
  const { data } = await app.gql(buyer, query, { id: gid('User', agent.id) })
  expect(data.node).toEqual({ name: expect.any(String), language: null, timeZone: null })
})

test('What is no language or time zone is rejected, and nothing changes', async () => {
  const before = await seenBy(buyer)
  expect(codes(await set(buyer, { language: 'xx' }))).toEqual(['VALIDATION'])
  expect(codes(await set(buyer, { browserLanguage: 'no language' }))).toEqual(['VALIDATION'])
  expect(codes(await set(buyer, { timeZone: 'Mars/Olympus' }))).toEqual(['VALIDATION'])
  expect(await seenBy(buyer)).toEqual(before)
})
