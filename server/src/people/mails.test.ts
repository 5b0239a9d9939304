import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { eventually } from '../../test/eventually.ts'
import { uuidIn } from '../../test/security/world.ts'
import { type Actor, type TestApp, testApp } from '../../test/testApp.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { type Mailer, openMailer } from '../platform/mail/mailer.ts'
import { sendMails } from './sendMails.ts'

let app: TestApp
let pools: Pools
let admin: Actor
let mailer: Mailer
/** Whom the mail server has taken a mail for, in order; and whether it takes any. */
let taken: string[]
let isOpen: boolean
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onMailFrom: (_address, _session, done) => done(isOpen ? null : new Error('Not today.')),
  onData: (stream, session, done) => {
    stream.resume().on('end', () => {
      taken.push(...session.envelope.rcptTo.map(({ address }) => address))
      done()
    })
  },
})

beforeAll(async () => {
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  const variables = { SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}` }
  // What it puts into the outbox stays there: as if it died right after the commit.
  app = await testApp({ jobs: false, variables })
  admin = await app.actor('admin', 'Ruth')
  pools = openPools(app.database.roleUrls, silentLog)
  mailer = openMailer({ ...variables, MAIL_FROM: 'desk@parley.test' }, 'Parley')!
})
beforeEach(() => {
  taken = []
  isOpen = true
})
afterEach(() => app.sql('delete from mail_outbox'))
afterAll(async () => {
  mailer.close()
  await pools.close()
  await app.close()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})

let invitees = 0
const invite = async () => {
  const email = `guest${++invitees}@parley.test`
  const { data } = await app.gql(
    admin,
    `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { mailing invitation { id } errors { code } } }`,
    { input: { email, name: 'Ada Guest', role: 'BUYER' } },
  )
  expect(data.invitePerson).toMatchObject({ mailing: true, errors: [] })
  return { email, id: uuidIn(data.invitePerson.invitation.id), globalId: data.invitePerson.invitation.id as string }
}
const send = () => sendMails({ pools, mailer, log: silentLog })
const fate = async (id: string) =>
  (
    await app.sql<{ mailed: boolean; problem: string | null }>(
      'select mailed_at is not null as mailed, mail_problem as problem from invitations where id = $1',
      [id],
    )
  )[0]!
/** What waits: how often it was tried, and for how many minutes it rests, rounded. */
const waiting = () =>
  app.sql<{ attempts: number; minutes: number }>(
    'select attempts, round(extract(epoch from next_at - now()) / 60)::int as minutes from mail_outbox',
  )
const due = () => app.sql('update mail_outbox set next_at = now()')

test('a server that dies right after the commit takes no mail with it: another one sends it, once', async () => {
  const { email, id } = await invite()
  expect(await fate(id)).toEqual({ mailed: false, problem: null })
  await send()
  await send()
  expect(taken).toEqual([email])
  expect(await fate(id)).toEqual({ mailed: true, problem: null })
  expect(await waiting()).toEqual([])

  // Control: without the outbox it is lost.
  const lost = await invite()
  await app.sql('delete from mail_outbox')
  await send()
  expect(taken).toEqual([email])
  expect((await fate(lost.id)).mailed).toBe(false)
})

test('four nodes at once send each mail once', async () => {
  const emails: string[] = []
  for (let n = 0; n < 12; n++) emails.push((await invite()).email)
  // Control: who only looks sees what everyone else sees.
  const look = () => app.sql('select recipient from mail_outbox')
  expect((await Promise.all([look(), look()])).flat()).toHaveLength(24)
  await Promise.all([send(), send(), send(), send()])
  expect(taken.toSorted()).toEqual(emails.toSorted())
})

test('a node that dies while it sends has a minute; then another one sends it', async () => {
  const { email, id } = await invite()
  let began: () => void
  const sending = new Promise<void>((resolve) => (began = resolve))
  const dying = { send: () => new Promise<void>(() => began()) }
  void sendMails({ pools, mailer: dying, log: silentLog })
  await sending
  expect(await waiting()).toEqual([{ attempts: 1, minutes: 1 }])
  await send()
  expect(taken).toEqual([])
  await due()
  await send()
  expect(taken).toEqual([email])
  expect((await fate(id)).mailed).toBe(true)
})

test('a mail that the mail server refuses is told, rests longer each time, and goes out once it is taken', async () => {
  isOpen = false
  const { email, id } = await invite()
  for (const minutes of [1, 2, 4, 8]) {
    await due()
    await send()
    expect((await fate(id)).problem).toMatch(/Not today.*; it will be tried again$/)
    expect((await waiting()).map((mail) => mail.minutes)).toEqual([minutes])
  }
  isOpen = true
  await send()
  expect(taken).toEqual([])
  await due()
  await send()
  expect(taken).toEqual([email])
  expect(await fate(id)).toEqual({ mailed: true, problem: null })
})

test('after a day it is given up, and the invitation says so', async () => {
  isOpen = false
  const { id } = await invite()
  await app.sql(`update mail_outbox set created_at = now() - interval '25 hours'`)
  await send()
  expect((await fate(id)).problem).toMatch(/Not today.*; given up after 24 hours$/)
  expect(await waiting()).toEqual([])
})

test('a new link takes the place of the one before; who has accepted, or is not invited any more, gets none', async () => {
  const [again, cancelled, accepted] = [await invite(), await invite(), await invite()]
  const change = (mutation: string, { globalId }: { globalId: string }) =>
    app.gql(admin, `mutation ($id: ID!) { ${mutation}(input: { invitationId: $id }) { errors { code } } }`, {
      id: globalId,
    })
  await change('resendInvitation', again)
  await change('cancelInvitation', cancelled)
  await app.sql('update invitations set accepted_at = now() where id = $1', [accepted.id])
  await send()
  expect(taken).toEqual([again.email])
  expect(await waiting()).toEqual([])
})

test('what is in the outbox is read by whoever sends it alone, not by admins', async () => {
  await invite()
  const as = async (role: 'staff' | 'requester' | 'auth', viewer: string) => {
    const client = await pools[role].connect()
    try {
      await client.query(
        `begin; set local row_security = on; set local parley.viewer_role = '${viewer}'; set local parley.viewer_id = '${admin.id}'`,
      )
      return (await client.query('select body from mail_outbox').catch((error: Error) => error.message)) as string
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
  expect([await as('staff', 'admin'), await as('requester', 'buyer'), await as('auth', 'auth')]).toEqual(
    Array(3).fill('permission denied for table mail_outbox'),
  )
})

test('a node sends at the word of an invitation', async () => {
  const { SMTP_URL } = { SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}` }
  const other = await testApp({ database: app.database, variables: { SMTP_URL } })
  const { email } = await invite()
  await eventually('it has come', () => taken.includes(email))
  await other.close()
})
