import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals'
import type { ParsedMail } from 'mailparser'
import { change } from '../../test/change.ts'
import { headerOf, mailRecorder, type MailRecorder } from '../../test/mailRecorder.ts'
import { markRead } from '../../test/notifications.ts'
import { ratingOf, resolvedTicket } from '../../test/ratings.ts'
import { type Actor, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { deliverNotifications } from '../deliveries/deliver.ts'
import { emailSender } from '../deliveries/emailSender.ts'
import { unsubscribeUrl } from '../mail/unsubscribeToken.ts'
import { sendMail } from '../mail/sendMail.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { type Mailer, openMailer } from '../platform/mail/mailer.ts'
import { deriveKey, readDeskSecret } from '../viewer/deskSecret.ts'
import { askForRatings } from './askForRatings.ts'
import { ratingUrl } from './ratingToken.ts'

const DAY_MS = 86_400_000

let key: Buffer
let app: TestApp, pools: Pools, smtp: MailRecorder, mailer: Mailer
let mira: Actor, sofia: Actor
let ticket: { id: string; number: string }
beforeAll(async () => {
  smtp = await mailRecorder()
  app = await testApp({ jobs: false, variables: { SMTP_URL: smtp.url } })
  pools = openPools(app.database.roleUrls, silentLog)
  key = deriveKey((await readDeskSecret(pools.auth)).secret, 'mail')
  mailer = openMailer(
    { SMTP_URL: smtp.url, MAIL_FROM: 'desk@parley.test' },
    { name: 'Parley', senderAddress: 'desk@parley.test' },
  )!
  await app.sql(
    `update desk_settings set rating_delay_hours = 0; delete from notification_channels where channel <> 'email'`,
  )
})
afterAll(async () => {
  mailer.close()
  await pools.close()
  await app.close()
  await smtp.close()
})
beforeEach(async () => {
  smtp.received = []
  ;[mira, sofia] = await Promise.all([app.actor('buyer', 'Mira'), app.actor('agent', 'Sofia')])
  ticket = await resolvedTicket(app, mira, sofia)
})

/** Asks for ratings, and sends what is due to the requester by mail. */
async function askByMail(before: () => Promise<void> = async () => {}): Promise<ParsedMail | undefined> {
  await app.sql(`delete from notifications where kind <> 'rating_requested'`)
  await askForRatings({ pools })
  await before()
  await app.sql('update notification_deliveries set due_at = now() where user_id = $1', [mira.id])
  const desk = { name: 'Parley', url: app.url, domain: 'parley.test', calendarAddress: 'desk@parley.test', key }
  await deliverNotifications({ pools, senders: [emailSender(desk, 120)] }, { channel: 'email', userId: mira.id })
  for (const { id } of await app.sql<{ id: string }>('select id from mail_outbox'))
    await sendMail({ pools, mailer }, id, { isLastAttempt: false })
  return smtp.received.find(({ to }) => JSON.stringify(to).includes(mira.email))
}

const linksIn = ({ html }: ParsedMail): URL[] =>
  [...String(html).matchAll(/href="([^"]+\/rate\?[^"]+)"/g)].map(([, href]) => new URL(href!.replaceAll('&amp;', '&')))
const apiOf = (link: string | URL) => `${app.url}/api/rating${new URL(link).search}`
async function request(link: string | URL, rating?: object | string) {
  const body = typeof rating === 'string' ? rating : JSON.stringify(rating)
  const response = await fetch(apiOf(link), rating === undefined ? {} : { method: 'POST', body })
  return {
    status: response.status,
    cache: response.headers.get('cache-control'),
    ...((await response.json()) as object),
  } as any
}
const link = (now?: number) => ratingUrl({ url: app.url, key }, { ticketId: uuidIn(ticket.id), userId: mira.id }, now)

test('the mail has a link for each score, as HTML and as text, and can be unsubscribed from', async () => {
  const mail = (await askByMail())!
  expect(mail.text).toContain(`Please rate the help you got with ${ticket.number}.`)
  const links = linksIn(mail)
  expect(links.map(({ searchParams }) => searchParams.get('score'))).toEqual(['1', '2', '3', '4', '5'])
  for (const { href } of links) expect(mail.text).toContain(href)
  expect(mail.text).toMatch(/^1 \(Bad\): http/m)
  expect(headerOf(mail, 'list-unsubscribe-post')).toContain('One-Click')
  expect(mail.text).not.toContain('Sofia')
})

test('opening a link changes nothing; rating by it works signed out, and again to change it', async () => {
  const [, , , four] = linksIn((await askByMail())!)
  for (let n = 0; n < 2; n++)
    expect(await request(four!)).toEqual({
      status: 200,
      cache: 'no-store',
      number: ticket.number,
      subject: 'A broken lamp',
      state: 'open',
      score: null,
      comment: null,
    })
  expect((await ratingOf(app, mira, ticket.id)).rating).toBeNull()
  expect(await request(four!, { score: 4, comment: 'Kind.' })).toMatchObject({
    status: 200,
    score: 4,
    comment: 'Kind.',
  })
  expect((await ratingOf(app, sofia, ticket.id)).rating).toMatchObject({ score: 4, comment: 'Kind.' })
  expect(await request(four!, { score: 2 })).toMatchObject({ status: 200, score: 2, comment: 'Kind.' })
})

test('the same link used twice at once leaves one rating', async () => {
  const both = await Promise.all([request(link(), { score: 4 }), request(link(), { score: 4 })])
  expect(both.map(({ status }) => status)).toEqual([200, 200])
  expect(await app.sql('select from ticket_ratings where ticket_id = $1', [uuidIn(ticket.id)])).toHaveLength(1)
})

test('who reads the request in the app, or does not want these mails, gets none', async () => {
  expect(await askByMail(() => markRead(app, mira, null))).toBeUndefined()
  ticket = await resolvedTicket(app, (mira = await app.actor('buyer', 'Otto')), sofia)
  await change(app, mira, 'setNotificationPreference', { group: 'RATINGS', channel: 'EMAIL', enabled: false })
  expect(await askByMail()).toBeUndefined()
})

test('a ticket that is reopened before the mail goes out is not asked about', async () => {
  expect(await askByMail(async () => void (await reply(app, mira, ticket.id, 'Broken again.')))).toBeUndefined()
})

test('a link to a ticket that was reopened, or rated long ago, says so and changes nothing', async () => {
  await request(link(), { score: 4 })
  await app.sql(`update ticket_ratings set rated_at = now() - interval '7 days' where ticket_id = $1`, [
    uuidIn(ticket.id),
  ])
  expect(await request(link())).toMatchObject({ state: 'frozen', score: 4 })
  expect(await request(link(), { score: 1 })).toMatchObject({ status: 409 })
  await reply(app, mira, ticket.id, 'Broken again.')
  expect(await request(link())).toMatchObject({ state: 'reopened' })
  expect(await request(link(), { score: 1 })).toMatchObject({ status: 409 })
  expect((await ratingOf(app, sofia, ticket.id)).rating).toMatchObject({ score: 4 })
})

test('a link that was changed, has expired or is for something else does nothing', async () => {
  const good = new URL(link())
  const [payload, signature] = good.searchParams.get('token')!.split('.') as [string, string]
  const forged = Buffer.from(JSON.stringify([uuidIn(ticket.id), sofia.id, Date.now() + DAY_MS])).toString('base64url')
  const unsubscribe = new URL(unsubscribeUrl({ url: app.url, key }, { userId: mira.id, groups: ['status'] }))
  for (const token of ['', 'x', payload, `${forged}.${signature}`, unsubscribe.searchParams.get('token')!])
    for (const rating of [undefined, { score: 5 }])
      expect(await request(`${app.url}/rate?token=${token}`, rating)).toMatchObject({ status: 404 })
  expect(await request(link(Date.now() - 61 * DAY_MS), { score: 5 })).toMatchObject({ status: 404 })
  expect(await request(link(Date.now() - 59 * DAY_MS))).toMatchObject({ status: 200 })
  // Nor does a rating's link unsubscribe.
  expect((await fetch(`${app.url}/api/unsubscribe${good.search}`, { method: 'POST' })).status).toBe(404)
})

test('a link of somebody who was disabled or has joined the staff does nothing', async () => {
  await app.sql(`update users set role = 'agent' where id = $1`, [mira.id])
  expect(await request(link())).toMatchObject({ status: 404 })
  expect(await request(link(), { score: 5 })).toMatchObject({ status: 403 })
  await app.sql(`update users set role = 'buyer', disabled_at = now() where id = $1`, [mira.id])
  expect(await request(link(), { score: 5 })).toMatchObject({ status: 404 })
})

test('what is not a rating is rejected', async () => {
  for (const rating of ['', 'null', '{', '{"score": "5"}', '{"score": 5, "comment": 1}'])
    expect(await request(link(), rating)).toMatchObject({ status: 400 })
  expect(await request(link(), { score: 9 })).toMatchObject({ status: 400 })
  expect(await request(link(), { score: 5, comment: 'x'.repeat(2_001) })).toMatchObject({ status: 400 })
  expect((await fetch(apiOf(link()), { method: 'PUT' })).status).toBe(405)
  expect((await ratingOf(app, mira, ticket.id)).rating).toBeNull()
})
