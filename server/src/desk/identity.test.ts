import { afterAll, beforeAll, expect, test } from '@jest/globals'
import sharp, { type Sharp } from 'sharp'
import { headerOf, mailRecorder, type MailRecorder } from '../../test/mailRecorder.ts'
import { eventually } from '../../test/eventually.ts'
import { mutate } from '../../test/mutate.ts'
import { type Actor, type TestApp, testApp } from '../../test/testApp.ts'

let app: TestApp
let mails: MailRecorder
let ruth: Actor
let sofia: Actor
let buyer: Actor
beforeAll(async () => {
  mails = await mailRecorder()
  app = await testApp({ variables: { SMTP_URL: mails.url, MAIL_FROM: 'desk@parley.test' } })
  ruth = await app.actor('admin', 'Ruth')
  sofia = await app.actor('agent', 'Sofia')
  buyer = await app.actor('buyer', 'Mira')
})
afterAll(async () => {
  await app.close()
  await mails.close()
})

const desk = async (who: Actor | null = null) =>
  (await app.gql(who, '{ desk { name accent profile logoUrl roleNames { one } } }')).data.desk
const set = (input: object, who = ruth) => mutate(app, who, 'setDeskSettings', input)
const base64 = async (image: Sharp) => (await image.png().toBuffer()).toString('base64')
const red = (width: number, height: number) => sharp({ create: { width, height, channels: 4, background: 'red' } })

test('everybody sees the name, colour and profile that an admin has set, and the defaults again without them', async () => {
  expect(await desk()).toMatchObject({ name: 'Parley', accent: 'INDIGO', profile: 'MARKETPLACE' })
  await set({ name: '  Lamp   Shop ', accent: 'TEAL', profile: 'COUNSELLING' })
  expect(await desk()).toMatchObject({ name: 'Lamp Shop', accent: 'TEAL', profile: 'COUNSELLING' })
  expect((await desk(buyer)).roleNames[0]).toEqual({ one: 'Student' })
  await set({ name: '', accent: 'INDIGO', profile: null })
  expect(await desk()).toMatchObject({ name: 'Parley', accent: 'INDIGO', profile: 'MARKETPLACE' })
})

test.each([
  ['a name that is too long', { name: 'x'.repeat(61) }, 'name'],
  ['a sender that is no address', { senderAddress: 'Lamp Shop' }, 'senderAddress'],
])('%s is rejected', async (_what, input, field) => {
  const { errors } = await set(input)
  expect(errors).toMatchObject([{ code: 'VALIDATION', path: ['input', field] }])
})

test('only admins change them', async () => {
  expect(await set({ name: 'Mine' }, sofia)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
  const logo = await mutate(app, sofia, 'setDeskLogo', { image: await base64(red(10, 10)) })
  expect(logo).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] })
})

test('the logo is re-encoded, shown to everybody and attached to mails, which have the name, colour and sender', async () => {
  const image = await base64(red(2_000, 400).withExif({ IFD0: { Artist: 'Mira' } }))
  expect(await mutate(app, ruth, 'setDeskLogo', { image })).toEqual({ errors: [] })
  await set({ name: 'Lamp Shop', accent: 'GREEN', senderAddress: 'Help@Lamps.example' })
  const { logoUrl } = await desk()
  const response = await fetch(`${app.url}${logoUrl}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/png'])
  const { format, width, height, exif } = await sharp(bytes).metadata()
  expect([format, width, height, exif]).toEqual(['png', 480, 96, undefined])

  await mutate(app, ruth, 'invitePerson', { email: 'new@parley.test', name: 'New', role: 'AGENT' })
  const mail = (await eventually('the mail', () =>
    mails.received.find(({ to }) => [to].flat()[0]?.text === 'new@parley.test'),
  ))!
  expect(mail.from?.value).toMatchObject([{ name: 'Lamp Shop', address: 'help@lamps.example' }])
  expect(headerOf(mail, 'message-id')).toMatch(/@parley\.test>$/)
  expect(mail.subject).toBe('Ruth invites you to Lamp Shop')
  expect(mail.html).toContain('background-color:#007A44')
  expect(mail.attachments).toMatchObject([{ cid: 'logo', contentType: 'image/png' }])
  expect(mail.attachments[0]!.content).toEqual(bytes)

  await mutate(app, ruth, 'setDeskLogo', { image: null })
  expect((await desk()).logoUrl).toBeNull()
  expect((await fetch(`${app.url}${logoUrl}`)).status).toBe(404)
})

test.each([
  ['text', Buffer.from('no picture').toString('base64')],
  ['an SVG, which could contain scripts', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64')],
  ['nothing', ''],
  ['a file that is too large', Buffer.alloc(700_001).toString('base64')],
])('%s is no logo', async (_what, image) => {
  expect(await mutate(app, ruth, 'setDeskLogo', { image })).toMatchObject({ errors: [{ code: 'VALIDATION' }] })
})
