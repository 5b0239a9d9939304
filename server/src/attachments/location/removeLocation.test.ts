import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import readExif from 'exif-reader'
import sharp from 'sharp'
import { film, geotagged, HERE } from '../../../test/geotagged.ts'
import { type S3Server, s3Server } from '../../../test/s3Server.ts'
import { type Actor, openTicket, testApp, type TestApp } from '../../../test/testApp.ts'
import { beginUpload, fetchFile, send, sendBytes, tus, upload } from '../../../test/uploads.ts'
import { storeFile } from '../storeFile.ts'

interface Desk {
  app: TestApp
  buyer: Actor
  agent: Actor
  admin: Actor
  ticketId: string
}
let s3: S3Server
let desks: Record<'disk' | 'S3', Desk>
let picture: Buffer
beforeAll(async () => {
  s3 = await s3Server()
  picture = await geotagged('jpeg')
  const bucket = { S3_BUCKET: 'desk', S3_ACCESS_KEY_ID: 'test-key', S3_SECRET_ACCESS_KEY: 'test-secret' }
  desks = { disk: await openDesk({}), S3: await openDesk({ ...bucket, S3_ENDPOINT: s3.url }) }
})
afterAll(async () => {
  for (const { app } of Object.values(desks)) await app.close()
  await s3.close()
})

async function openDesk(variables: Record<string, string>): Promise<Desk> {
  const app = await testApp({ variables })
  const [buyer, agent, admin] = [await app.actor('buyer'), await app.actor('agent'), await app.actor('admin')]
  return { app, buyer, agent, admin, ticketId: (await openTicket(app, buyer)).id }
}

const locationOf = async (image: Buffer) => readExif((await sharp(image).metadata()).exif!).GPSInfo?.GPSLatitude
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
const setRemoval = ({ app }: Desk, who: Actor, removeLocation: boolean | null) =>
  app.gql(
    who,
    `mutation ($on: Boolean) { setDeskSettings(input: { removeLocation: $on }) { settings { removeLocation } errors { code } } }`,
    { on: removeLocation },
  )
/** The file as served to its readers, and the desk's record of it. */
const received = async ({ app, buyer, agent, ticketId }: Desk, id: string) => {
  const { message } = await send(app, buyer, ticketId, [id])
  const [file] = message.attachments
  const [own, { bytes }] = [await fetchFile(app, buyer, file.url), await fetchFile(app, agent, file.url)]
  expect(own.bytes.equals(bytes)).toBe(true)
  const [row] = await app.sql<{ hash: string; size: number }>(
    `select encode(sha256, 'hex') as hash, size::int from attachments where id = $1`,
    [id],
  )
  expect(row).toEqual({ hash: sha256(bytes), size: bytes.length })
  return { file, bytes }
}

test.each(['disk', 'S3'] as const)(
  'a picture on %s has no location after the upload, resumed or not, and its size and hash are correct',
  async (store) => {
    const desk = desks[store]
    const { app, buyer } = desk
    const whole = await upload(app, buyer, picture, { filename: 'bridge.jpg' })
    const resumed = await beginUpload(app, buyer, picture.length, { filename: 'bridge.jpg' })
    await sendBytes(app, buyer, resumed.url, picture.subarray(0, 500))
    expect((await sendBytes(app, buyer, resumed.url, picture.subarray(500), 500)).status).toBe(204)
    for (const { id, url } of [whole, resumed]) {
      const head = await tus(app, buyer, 'HEAD', url)
      expect(head.headers.get('upload-offset')).toBe(String(picture.length))
      const { file, bytes } = await received(desk, id)
      expect(file).toMatchObject({ kind: 'IMAGE', fileName: 'bridge.jpg', size: picture.length })
      expect(await locationOf(bytes)).toBeUndefined()
      expect((await sharp(bytes).metadata()).orientation).toBe(6)
      expect((await sharp((await fetchFile(app, buyer, file.thumbnailUrl)).bytes).metadata()).exif).toBeUndefined()
    }
  },
)

test('finishing again after an interruption gives the same result', async () => {
  const { app, buyer } = desks.disk
  const { id, url } = await upload(app, buyer, picture, { filename: 'bridge.jpg' })
  await app.sql(`update attachments set state = 'uploading', sha256 = null where id = $1`, [id])
  expect((await tus(app, buyer, 'HEAD', url)).status).toBe(200)
  expect(await locationOf((await received(desks.disk, id)).bytes)).toBeUndefined()
})

test('videos lose their coordinates, and other files are not changed', async () => {
  const { app, buyer } = desks.disk
  const clip = film('mp42', '+48.8577+002.2950/')
  const { bytes } = await received(desks.disk, (await upload(app, buyer, clip, { filename: 'clip.mp4' })).id)
  expect([bytes.length, bytes.includes('48.8577')]).toEqual([clip.length, false])
  const archive = Buffer.concat([Buffer.from('504b0304', 'hex'), picture])
  const other = await received(desks.disk, (await upload(app, buyer, archive, { filename: 'a.zip' })).id)
  expect(other.bytes.equals(archive)).toBe(true)
})

test('files stored by the server itself follow the same rule', async () => {
  const { app, buyer } = desks.disk
  const as = { role: buyer.role, userId: buyer.id }
  const id = await storeFile(app.app.files, as, { name: 'bridge.jpg', bytes: picture })
  expect(await locationOf((await received(desks.disk, id)).bytes)).toBeUndefined()
})

test('only admins can turn it off and on, and requesters do not see the setting', async () => {
  const desk = desks.disk
  const { app, buyer, agent, admin } = desk
  for (const who of [buyer, agent])
    expect((await setRemoval(desk, who, false)).data.setDeskSettings.errors[0].code).toBe('FORBIDDEN')
  const off = { settings: { removeLocation: false }, errors: [] }
  expect((await setRemoval(desk, admin, false)).data.setDeskSettings).toEqual(off)
  expect((await setRemoval(desk, admin, null)).data.setDeskSettings).toEqual(off)
  const kept = await received(desk, (await upload(app, buyer, picture, { filename: 'bridge.jpg' })).id)
  expect(kept.bytes.equals(picture)).toBe(true)
  expect(await locationOf(kept.bytes)).toEqual(HERE)
  await setRemoval(desk, admin, true)
  const removed = await received(desk, (await upload(app, buyer, picture, { filename: 'bridge.jpg' })).id)
  expect(await locationOf(removed.bytes)).toBeUndefined()
  const ask = '{ deskSettings { removeLocation } }'
  expect((await app.gql(agent, ask)).data.deskSettings).toEqual({ removeLocation: true })
  expect((await app.gql(buyer, ask)).data.deskSettings).toBeNull()
  const { data } = await app.gql(admin, '{ auditLog(first: 2) { edges { node { text } } } }')
  expect(JSON.stringify(data)).toContain('location is removed from pictures from off to on')
})
