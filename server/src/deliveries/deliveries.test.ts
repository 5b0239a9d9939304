import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { change as runChange } from '../../test/change.ts'
import { eventually } from '../../test/eventually.ts'
import { headerOf, mailRecorder, type MailRecorder, SENDER, sayAll } from '../../test/mailRecorder.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { sendMail } from '../mail/sendMail.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { type Mailer, openMailer } from '../platform/mail/mailer.ts'
import { deliverNotifications } from './deliver.ts'
import { emailSender } from './emailSender.ts'

const desk = {
  name: 'Parley',
  url: 'https://desk.parley.test',
  domain: 'parley.test',
  calendarAddress: 'desk@parley.test',
  key: Buffer.alloc(32),
  replyAddressFor: (ticket: string, person: string) => `reply+${ticket}.${person}@in.parley.test`,
}
const sender = emailSender(desk, 120)

let app: TestApp, pools: Pools
let mailer: Mailer
let smtp: MailRecorder
let buyer: Actor, sofia: Actor, daniel: Actor, ticket: { id: string; number: string }

beforeAll(async () => {
  smtp = await mailRecorder()
  app = await testApp({ jobs: false, variables: { SMTP_URL: smtp.url } })
  pools = openPools(app.database.roleUrls, silentLog)
  mailer = openMailer({ SMTP_URL: smtp.url, MAIL_FROM: 'desk@parley.test' }, SENDER)!
})
afterAll(async () => {
  mailer.close()
  await pools.close()
  await app.close()
  await smtp.close()
})
beforeEach(async () => {
  smtp.received = []
  smtp.isOpen = true
  await app.sql('delete from notifications; delete from mail_outbox; delete from graphile_worker._private_jobs')
  const tag = randomUUID().slice(0, 4)
  ;[buyer, sofia, daniel] = await Promise.all([
    app.actor('buyer', 'Mira'),
    app.actor('agent', `Sofia ${tag}`),
    app.actor('agent', `Daniel ${tag}`),
  ])
  await app.sql(`delete from notification_channels where channel <> 'email'`)
  ticket = await openTicket(app, buyer)
})

/** Runs the job for somebody's email as if its time had come, and sends what is in the outbox. */
async function deliver(who: Actor): Promise<void> {
  await app.sql(`update notification_deliveries set due_at = now() where user_id = $1`, [who.id])
  await deliverNotifications({ pools, senders: [sender] }, { channel: 'email', userId: who.id })
  for (const { id } of await app.sql<{ id: string }>('select id from mail_outbox order by created_at'))
    await sendMail({ pools, mailer }, id, { isLastAttempt: true })
}
const deliveries = (who: Actor) =>
  app.sql<{ kind: string; channel: string; status: string; reason: string }>(
    `select n.kind, d.channel, d.status, d.reason from notification_deliveries d join notifications n on n.id = d.notification_id
     where d.user_id = $1 order by n.created_at, d.channel`,
    [who.id],
  )
const change = (who: Actor, field: string, input: object) => runChange(app, who, field, input)

describe('what is decided', () => {
  test('a reply waits two minutes, and one job sends everything that waits for a person', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    await change(sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
    expect(await deliveries(buyer)).toEqual([
      { kind: 'reply', channel: 'email', status: 'pending', reason: 'delay' },
      { kind: 'status', channel: 'email', status: 'pending', reason: 'delay' },
    ])
    const jobs = await app.sql(
      `select round(extract(epoch from run_at - created_at)) as wait from graphile_worker.jobs where key like $1`,
      [`deliver:email:${buyer.id}:%`],
    )
    expect(jobs).toEqual([{ wait: '120' }])
  })

  test('channels that somebody has not set up or turned off are skipped, and each says why', async () => {
    await change(buyer, 'setNotificationPreference', { group: 'REPLIES', channel: 'SMS', enabled: true })
    await app.sql(`insert into notification_channels values ('push', 10), ('sms', 600) on conflict do nothing`)
    await change(buyer, 'setNotificationPreference', { group: 'REPLIES', channel: 'EMAIL', enabled: false })
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    await reply(app, sofia, ticket.id, 'Daniel?', { audience: 'STAFF' })
    const { data } = await app.gql(
      buyer,
      `{ notifications { edges { node { deliveries { channel sent reason dueAt } } } } }`,
    )
    expect(data.notifications.edges[0].node.deliveries).toEqual([
      { channel: 'IN_APP', sent: true, reason: 'Shown in the app.', dueAt: null },
      {
        channel: 'PUSH',
        sent: false,
        reason: 'Not sent as a push notification: no browser is subscribed.',
        dueAt: null,
      },
      {
        channel: 'EMAIL',
        sent: false,
        reason: 'Not sent by email: this kind of notification is turned off.',
        dueAt: null,
      },
      {
        channel: 'SMS',
        sent: false,
        reason: 'Not sent by text message: there is no verified phone number.',
        dueAt: null,
      },
    ])
    await deliver(buyer)
    expect(smtp.received).toEqual([])
  })

  test('one who reads in time is mailed nothing; one who reads later is', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    await change(buyer, 'markNotificationsRead', { ids: null })
    await deliver(buyer)
    expect(smtp.received).toEqual([])
    expect(await deliveries(buyer)).toMatchObject([{ status: 'cancelled', reason: 'read' }])
    // Control: unread, it is mailed.
    await reply(app, sofia, ticket.id, 'Is it the green one?')
    await deliver(buyer)
    expect(smtp.received.map(({ text }) => text)).toEqual([expect.stringContaining('Is it the green one?')])
    await deliver(buyer)
    expect(smtp.received).toHaveLength(1)
  })

  test('what comes after a mail is mailed again, without what was mailed before', async () => {
    await reply(app, sofia, ticket.id, 'The first answer.')
    await deliver(buyer)
    await reply(app, sofia, ticket.id, 'The second answer.')
    await deliver(buyer)
    expect(smtp.received).toHaveLength(2)
    expect(smtp.received[1]!.text).toContain('The second answer.')
    expect(smtp.received[1]!.text).not.toContain('The first answer.')
  })

  test.each([
    // Before, within and after quiet hours; over midnight; on the nights when clocks change.
    ['2026-11-10T12:00:00Z', 'Europe/Berlin', '22:00', '07:00', 'off', '2026-11-10T12:00:00Z'],
    ['2026-11-10T21:30:00Z', 'Europe/Berlin', '22:00', '07:00', 'off', '2026-11-11T06:00:00Z'],
    ['2026-11-10T12:30:00Z', 'America/New_York', '07:00', '09:00', 'off', '2026-11-10T14:00:00Z'],
    ['2026-03-28T22:00:00Z', 'Europe/Berlin', '22:00', '07:00', 'off', '2026-03-29T05:00:00Z'],
    ['2026-10-24T21:00:00Z', 'Europe/Berlin', '22:00', '07:00', 'off', '2026-10-25T06:00:00Z'],
    ['2026-03-28T22:00:00Z', 'Europe/Berlin', '22:00', '02:30', 'off', '2026-03-29T01:30:00Z'],
    ['2026-11-10T12:10:00Z', 'Asia/Kolkata', null, null, 'hourly', '2026-11-10T12:30:00Z'],
    ['2026-11-10T12:10:00Z', 'Europe/Berlin', null, null, 'daily', '2026-11-11T07:00:00Z'],
    ['2026-11-10T20:10:00Z', 'Europe/Berlin', '21:00', '09:00', 'hourly', '2026-11-11T08:00:00Z'],
  ])('%s in %s, quiet from %s until %s, digest %s: sent at %s', async (ready, zone, from, until, digest, at) => {
    const [row] = await app.sql<{ at: Date }>(
      'select delivery_time($1, $2, $3::time, $4::time, $5::digest_interval, 8) as at',
      [ready, zone, from, until, digest],
    )
    expect(row!.at).toEqual(new Date(at))
  })

  test('settings that change move what waits', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    const due = async () =>
      (
        await app.sql<{ hours: number; reason: string }>(
          `select extract(epoch from due_at - now())::int / 3600 as hours, reason from notification_deliveries where user_id = $1`,
          [buyer.id],
        )
      )[0]!
    const settings = { timeZone: 'Europe/Berlin', digest: 'OFF' }
    await change(buyer, 'updateNotificationSettings', { ...settings, quietFrom: '00:00', quietUntil: '23:59' })
    expect((await due()).reason).toBe('quiet_hours')
    await change(buyer, 'updateNotificationSettings', settings)
    expect(await due()).toEqual({ hours: 0, reason: 'delay' })
    await expect(
      change(buyer, 'updateNotificationSettings', { timeZone: 'Mars/Olympus', digest: 'OFF' }),
    ).rejects.toThrow('VALIDATION')
  })
})

describe('the mail', () => {
  test('has the messages as HTML and as text, links instead of files, and headers that group and unsubscribe', async () => {
    await change(sofia, 'renameTicket', { ticketId: ticket.id, subject: 'A dark lamp' })
    await reply(app, sofia, ticket.id, 'Is it <b>this</b> & that?\nSecond line.')
    await change(sofia, 'setStatus', { ticketId: ticket.id, status: 'RESOLVED' })
    await deliver(buyer)
    expect(smtp.received).toHaveLength(1)
    const mail = smtp.received[0]!
    expect(mail.subject).toBe(`A dark lamp [${ticket.number}]`)
    expect(mail.text).toContain(`${sofia.name} replied to your ticket ${ticket.number}.`)
    expect(mail.text).toContain('Is it <b>this</b> & that?\nSecond line.')
    expect(mail.text).toContain(`Open the ticket: ${desk.url}/dashboard/chat?ticket=${ticket.number}`)
    expect(mail.html).toContain('Is it &lt;b&gt;this&lt;/b&gt; &amp; that?<br>\nSecond line.')
    expect(mail.html).not.toMatch(/<img|src=|url\(|<script/i)
    expect(headerOf(mail, 'auto-submitted')).toBe('Auto-Submitted: auto-generated')
    expect(headerOf(mail, 'list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(mail.messageId).toMatch(/^<[0-9a-f-]{36}@parley\.test>$/)
    const thread = `<ticket.${uuidIn(ticket.id)}.${buyer.id}@parley.test>`
    expect([mail.references, mail.inReplyTo]).toEqual([thread, thread])
    expect(mail.replyTo?.value[0]?.address).toBe(`reply+${uuidIn(ticket.id)}.${buyer.id}@in.parley.test`)
  })

  test('about several tickets is one, which cannot be answered', async () => {
    const other = await openTicket(app, buyer, 'A second lamp')
    for (const { id } of [ticket, other]) await reply(app, sofia, id, 'We are on it.')
    await deliver(buyer)
    expect(smtp.received.map(({ subject, replyTo, references }) => ({ subject, replyTo, references }))).toEqual([
      { subject: '2 notifications from Parley', replyTo: undefined, references: undefined },
    ])
    expect(smtp.received[0]!.text).toContain('A second lamp')
  })

  test('says nothing that its recipient may not see: notes, other tickets, or a ticket that they have left', async () => {
    const other = await openTicket(app, await app.actor('buyer', 'Nele'), 'SECRET subject', 'SECRET other')
    await change(sofia, 'assign', { ticketId: ticket.id, agentId: gid('User', daniel.id) })
    const seller = await app.actor('seller', 'Otto')
    await app.sql(`insert into ticket_participants (ticket_id, user_id, since_public_seq) values ($1, $2, 1)`, [
      uuidIn(ticket.id),
      seller.id,
    ])
    await reply(app, sofia, ticket.id, 'SECRET note', { audience: 'STAFF' })
    await reply(app, sofia, ticket.id, 'A public answer')
    await reply(app, sofia, ticket.id, 'SECRET second note', { audience: 'STAFF' })
    await reply(app, sofia, other.id, 'SECRET answer')
    for (const who of [buyer, seller]) await deliver(who)
    expect(smtp.received.map((mail) => mail.to && !Array.isArray(mail.to) && mail.to.value[0]?.address)).toEqual([
      buyer.email,
      seller.email,
    ])
    for (const mail of smtp.received) {
      expect(sayAll(mail)).not.toContain('SECRET')
      expect(mail.text).toContain('A public answer')
    }
    // Control: an agent is mailed the notes.
    smtp.received = []
    await deliver(daniel)
    expect(smtp.received[0]!.text).toContain('SECRET note')
    // Removed from the ticket before the mail goes out, or no longer of staff: nothing.
    smtp.received = []
    await reply(app, sofia, ticket.id, 'SECRET once left')
    await reply(app, sofia, ticket.id, 'SECRET third note', { audience: 'STAFF' })
    await app.sql('update ticket_participants set left_at = now() where user_id = $1', [seller.id])
    await app.sql(`update users set role = 'buyer' where id = $1`, [daniel.id])
    for (const who of [seller, daniel]) await deliver(who)
    expect(smtp.received).toEqual([])
    expect((await deliveries(seller)).map(({ reason }) => reason)).toContain('no_access')
    expect(
      await app.sql(`select from notification_deliveries where status = 'pending' and user_id = any ($1)`, [
        [seller.id, daniel.id],
      ]),
    ).toEqual([])
  })

  test('whose message was deleted meanwhile is not sent', async () => {
    const { message } = await reply(app, sofia, ticket.id, 'SECRET mistake')
    await change(await app.actor('admin', 'Ruth'), 'deleteMessage', { messageId: message!.id })
    await deliver(buyer)
    expect(smtp.received).toEqual([])
    expect(await deliveries(buyer)).toMatchObject([{ status: 'cancelled', reason: 'gone' }])
  })

  test('that the server refuses for good is reported to its recipient, and to admins', async () => {
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    smtp.isOpen = false
    await expect(deliver(buyer)).rejects.toThrow('Not today')
    const ruth = await app.actor('admin', 'Ruth')
    const ask = `query ($id: ID!) { notificationsOf(userId: $id) { kind readAt ticket { number } deliveries { channel sent reason } } }`
    const { data } = await app.gql(ruth, ask, { id: gid('User', buyer.id) })
    expect(data.notificationsOf).toMatchObject([{ kind: 'REPLY', readAt: null, ticket: { number: ticket.number } }])
    expect(data.notificationsOf[0].deliveries[2].reason).toMatch(
      /^Could not be sent by email: .*Not today.*given up after 12 attempts$/,
    )
    expect((await app.gql(sofia, ask, { id: gid('User', buyer.id) })).data.notificationsOf).toBeNull()
  })

  test('unsubscribes with one click, without a sign-in; a look changes nothing, and another token does nothing', async () => {
    // The app's own key, as in a mail that it has sent itself.
    const own = await testApp({
      database: app.database,
      variables: { EMAIL_DELAY: '0', SMTP_URL: smtp.url },
    })
    await reply(app, sofia, ticket.id, 'Which lamp is it?')
    await eventually('the mail has come', () => smtp.received.length > 0)
    await own.close()
    const link = /<(.*)>/.exec(headerOf(smtp.received[0]!, 'list-unsubscribe')!.replaceAll(/\s/g, ''))![1]!
    const token = new URL(link).searchParams.get('token')!
    const at = (path: string, given = token) => `${app.url}${path}?token=${given}`
    expect(await (await fetch(at('/api/unsubscribe'))).json()).toEqual({ email: buyer.email, groups: ['replies'] })
    const wants = () =>
      app.sql('select kind_group, channel, enabled from notification_preferences where user_id = $1', [buyer.id])
    expect(await wants()).toEqual([])
    expect((await fetch(at('/unsubscribe', `${token}x`), { method: 'POST' })).status).toBe(404)
    expect(await wants()).toEqual([])
    const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' })
    expect((await fetch(at('/unsubscribe'), { method: 'POST', body })).status).toBe(200)
    expect(await wants()).toEqual([{ kind_group: 'replies', channel: 'email', enabled: false }])
  })
})
