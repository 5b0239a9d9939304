import { SENDER } from '../../test/mailRecorder.ts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { eventually } from '../../test/eventually.ts'
import { type Actor, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { type Mailer, openMailer } from '../platform/mail/mailer.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { startJobWorker } from '../platform/jobs/worker.ts'
import { addMissingMailJobs } from '../mail/outbox.ts'
import { sendMail } from '../mail/sendMail.ts'

let app: TestApp
let pools: Pools
let admin: Actor
let mailer: Mailer
/** The recipients of accepted mails, in order, and whether the mail server accepts any. */
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
  // It sends nothing, as if it died right after the commit.
  app = await testApp({ jobs: false, variables })
  admin = await app.actor('admin', 'Ruth')
  pools = openPools(app.database.roleUrls, silentLog)
  mailer = openMailer({ ...variables, MAIL_FROM: 'desk@parley.test' }, SENDER)!
})
beforeEach(() => {
  taken = []
  isOpen = true
})
afterEach(() => app.sql('delete from mail_outbox; delete from graphile_worker._private_jobs'))
afterAll(async () => {
  mailer.close()
  await pools.close()
  await app.close()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})

let invitees = 0
const invite = async (email = `guest${++invitees}@parley.test`) => {
  const { data } = await app.gql(
    admin,
    `mutation ($input: InvitePersonInput!) { invitePerson(input: $input) { mailing invitation { id } errors { code } } }`,
    { input: { email, name: 'Ada Guest', role: 'BUYER' } },
  )
  expect(data.invitePerson).toMatchObject({ mailing: true, errors: [] })
  return { email, id: uuidIn(data.invitePerson.invitation.id), globalId: data.invitePerson.invitation.id as string }
}
const send = async ({ id }: { id: string }, isLastAttempt = false) => {
  const [mail] = await app.sql<{ id: string }>('select id from mail_outbox where invitation_id = $1', [id])
  await sendMail({ pools, mailer }, mail!.id, { isLastAttempt })
}
/** Another node, which sends the queued mails. */
const startNode = () =>
  startJobWorker({
    url: app.database.roleUrls.jobs,
    schedule: [],
    log: silentLog,
    tasks: { send_mail: ({ mailId }, job) => sendMail({ pools, mailer }, String(mailId), job) },
  })
const outcome = async (id: string) =>
  (
    await app.sql<{ mailed: boolean; problem: string | null }>(
      'select mailed_at is not null as mailed, mail_problem as problem from invitations where id = $1',
      [id],
    )
  )[0]!
const outbox = () => app.sql('select recipient from mail_outbox')

test('an invitation is in the language of the inviter', async () => {
  const written = async (language: string | null) => {
    await app.sql('update users set language = $1 where id = $2', [language, admin.id])
    const { id } = await invite()
    return (await app.sql('select subject, body from mail_outbox where invitation_id = $1', [id]))[0]
  }
  expect(await written(null)).toEqual({
    subject: 'Ruth invites you to Parley',
    body: expect.stringContaining('(Buyer)'),
  })
  expect(await written('ar')).toEqual({
    subject: 'دعوة من Ruth إلى Parley',
    body: expect.stringContaining('(الدور: مشترٍ)'),
  })
  expect(await written('de')).toMatchObject({ subject: 'Ruth lädt Sie zu Parley ein' })
})
const jobs = () => app.sql<{ attempts: number }>('select attempts from graphile_worker.jobs')

test('a server that dies right after the commit loses no mail: another node sends it once', async () => {
  const { email, id } = await invite()
  expect(await outcome(id)).toEqual({ mailed: false, problem: null })
  const node = startNode()
  await eventually('it is sent', async () => (await outcome(id)).mailed)
  await eventually('its job is done', async () => (await jobs()).length === 0)
  expect(taken).toEqual([email])
  expect(await outcome(id)).toEqual({ mailed: true, problem: null })
  expect(await outbox()).toEqual([])

  // Control: without its job it is never sent.
  await app.sql(`create function lose() returns trigger language plpgsql as 'begin return null; end';
    create trigger lose before insert on graphile_worker._private_jobs for each row execute function lose()`)
  const lost = await invite()
  await app.sql('drop function lose() cascade')
  const next = await invite()
  await eventually('the next one is sent', async () => (await outcome(next.id)).mailed)
  expect((await outcome(lost.id)).mailed).toBe(false)
  await node.close()
})

test('four concurrent nodes send each mail once', async () => {
  const emails: string[] = []
  for (let n = 0; n < 12; n++) emails.push((await invite()).email)
  // Control: without the queue's locks, every mail is sent several times.
  expect((await Promise.all([outbox(), outbox()])).flat()).toHaveLength(24)
  const nodes = Array.from({ length: 4 }, startNode)
  await eventually('all jobs are done', async () => (await jobs()).length === 0)
  expect(taken.toSorted()).toEqual(emails.toSorted())
  await Promise.all(nodes.map((node) => node.close()))
})

test('a mail that the mail server refuses is retried later, which the invitation shows', async () => {
  isOpen = false
  const { email, id } = await invite()
  const node = startNode()
  await eventually(
    'it has failed',
    async () => (await jobs())[0]?.attempts === 1 && (await outcome(id)).problem !== null,
  )
  expect((await outcome(id)).problem).toMatch(/Not today.*; it will be tried again$/)
  isOpen = true
  await app.sql('update graphile_worker._private_jobs set run_at = now()')
  await eventually('it is sent', async () => (await outcome(id)).mailed)
  expect(taken).toEqual([email])
  expect(await outcome(id)).toEqual({ mailed: true, problem: null })
  await node.close()
})

test('after the last attempt the invitation shows the failure, and an admin can still retry the job', async () => {
  isOpen = false
  const invited = await invite()
  await expect(send(invited, true)).rejects.toThrow('Not today')
  expect((await outcome(invited.id)).problem).toMatch(/Not today.*; given up after 12 attempts$/)
  isOpen = true
  await send(invited)
  expect(taken).toEqual([invited.email])
  expect(await outcome(invited.id)).toEqual({ mailed: true, problem: null })
})

test('nothing is sent to an address that an import made up, and the invitation says so', async () => {
  const invited = await invite('c0ffee@import.parley.example')
  await send(invited)
  expect(taken).toEqual([])
  expect(await outcome(invited.id)).toEqual({ mailed: false, problem: expect.stringContaining('made up by an import') })
})

test('a new link replaces the previous one, and accepted or withdrawn invitations get none', async () => {
  const [again, cancelled, accepted] = [await invite(), await invite(), await invite()]
  const change = (mutation: string, { globalId }: { globalId: string }) =>
    app.gql(admin, `mutation ($id: ID!) { ${mutation}(input: { invitationId: $id }) { errors { code } } }`, {
      id: globalId,
    })
  await change('resendInvitation', again)
  expect(await jobs()).toHaveLength(3)
  await change('cancelInvitation', cancelled)
  await app.sql('update invitations set accepted_at = now() where id = $1', [accepted.id])
  for (const one of [again, cancelled, accepted]) await send(one)
  expect(taken).toEqual([again.email])
  expect(await outbox()).toEqual([])
})

test('mails stored before the queue existed get a job, and those that have one keep it', async () => {
  const [old] = [await invite(), await invite()]
  await app.sql(`delete from graphile_worker._private_jobs where key = 'invitation:' || $1`, [old.id])
  await app.sql('update graphile_worker._private_jobs set attempts = 3')
  await asIdentity(pools, MAINTENANCE, 'write', addMissingMailJobs)
  await asIdentity(pools, MAINTENANCE, 'write', addMissingMailJobs)
  expect(new Set((await jobs()).map(({ attempts }) => attempts))).toEqual(new Set([0, 3]))
})

test('only the sending job can read the outbox, not admins', async () => {
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

test('a node sends an invitation as soon as it is made', async () => {
  const { SMTP_URL } = { SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}` }
  const other = await testApp({ database: app.database, variables: { SMTP_URL } })
  const { email } = await invite()
  await eventually('it has come', () => taken.includes(email))
  await other.close()
})
