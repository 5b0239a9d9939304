import { afterAll, beforeAll, expect, test } from '@jest/globals'
import sharp from 'sharp'
import { mutate } from '../../test/mutate.ts'
import { type Actor, gid, openTicket, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let mira: Actor
let otto: Actor
let sofia: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  mira = await app.actor('buyer', 'Mira')
  otto = await app.actor('buyer', 'Otto')
  sofia = await app.actor('agent', 'Sofia')
})
afterAll(() => app.close())

const picture = async (width = 800, height = 400) =>
  (
    await sharp({ create: { width, height, channels: 3, background: 'red' } })
      .withExif({ IFD3: { GPSLatitude: '52/1 31/1 0/1' } })
      .jpeg()
      .toBuffer()
  ).toString('base64')
const set = (who: Actor, image: string | null) => mutate(app, who, 'setPicture', { image }, 'avatarUrl')
const get = (who: Actor | null, url: string) =>
  fetch(`${app.url}${url}`, who ? { headers: { authorization: `Bearer ${who.token}` } } : {})
const shown = async (who: Actor, id: string) =>
  (await app.gql(who, 'query ($id: ID!) { node(id: $id) { ... on User { avatarUrl } } }', { id: gid('User', id) })).data
    .node

test('a picture is cut to a square without metadata, and seen by those who see the person', async () => {
  await openTicket(app, mira)
  const { avatarUrl, errors } = await set(mira, await picture())
  expect(errors).toEqual([])
  expect(await shown(sofia, mira.id)).toEqual({ avatarUrl })
  const response = await get(sofia, avatarUrl)
  const bytes = Buffer.from(await response.arrayBuffer())
  const { format, width, height, exif } = await sharp(bytes).metadata()
  expect([format, width, height, exif]).toEqual(['webp', 256, 256, undefined])
  expect((await get(mira, avatarUrl)).status).toBe(200)
  expect((await get(otto, avatarUrl)).status).toBe(404)
  expect((await get(null, avatarUrl)).status).toBe(401)
  expect((await get(sofia, '/api/pictures/nobody')).status).toBe(404)
})

test('another picture has another address, and none has no address', async () => {
  const first = await set(sofia, await picture())
  const second = await set(sofia, await picture(300, 900))
  expect(second.avatarUrl).toMatch(/^\/api\/pictures\//)
  expect(await shown(mira, sofia.id)).toEqual({ avatarUrl: second.avatarUrl })
  expect((await get(otto, second.avatarUrl)).status).toBe(200)
  expect(await set(sofia, null)).toEqual({ avatarUrl: null, errors: [] })
  expect((await get(otto, first.avatarUrl)).status).toBe(404)
})

test('what is no picture is rejected and changes nothing', async () => {
  const { avatarUrl } = await set(sofia, await picture())
  const wrong = await set(sofia, Buffer.from('no picture').toString('base64'))
  expect(wrong).toMatchObject({ avatarUrl: null, errors: [{ code: 'VALIDATION', path: ['input', 'image'] }] })
  expect(await shown(sofia, sofia.id)).toEqual({ avatarUrl })
})
