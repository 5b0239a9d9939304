import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { eventually } from './eventually.ts'
import { openTicket, reply, type TestApp, testApp } from './testApp.ts'

/** Every mail that the recording server has accepted: its recipient and Message-ID, in order. */
export type Recorded = { to: string; messageId: string }[]

/**
 * Notifies `people` buyers `times` times each, and kills the delivering node `kills` times, each time right after the recording
 * server has accepted a mail. Returns the expected recipients, and what the server recorded.
 */
export async function killedDeliveries({ people, kills }: { people: number; kills: number }) {
  const recorded: Recorded = []
  let afterMail = () => {}
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData: async (stream, session, done) => {
      // A node that is killed while it sends leaves a mail that is cut: no server accepts it.
      const mail = await simpleParser(stream).catch(() => null)
      if (!mail) return done(new Error('The mail is incomplete.'))
      recorded.push({ to: session.envelope.rcptTo[0]!.address, messageId: mail.messageId! })
      // Before the response: the node dies without knowing that it succeeded.
      afterMail()
      done()
    },
  })
  smtp.listen(0, '127.0.0.1')
  await once(smtp.server, 'listening')
  smtp.on('error', () => {})
  const app = await testApp({ jobs: false, variables: { EMAIL_DELAY: '0' } })
  try {
    const expected = await notify(app, people)
    const url = `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`
    for (let kill = 0; kill < kills; kill++) {
      const node = await startNode(app, url)
      const died = once(node, 'exit')
      const step = Math.max(1, Math.floor(people / (kills + 1)))
      const until = recorded.length + step
      afterMail = () => void (recorded.length >= until && node.kill('SIGKILL'))
      await died
    }
    afterMail = () => {}
    const node = await startNode(app, url)
    await eventually('all is sent', async () => (await waiting(app)) === 0)
    node.kill('SIGKILL')
    return { expected, recorded }
  } finally {
    await app.close()
    await new Promise<void>((resolve) => smtp.close(() => resolve()))
  }
}

async function notify(app: TestApp, people: number): Promise<string[]> {
  const agent = await app.actor('agent', 'Sofia')
  const emails: string[] = []
  for (let n = 0; n < people; n++) {
    const buyer = await app.actor('buyer', `Buyer ${n}`)
    const ticket = await openTicket(app, buyer)
    await reply(app, agent, ticket.id, 'We are on it.')
    emails.push(buyer.email)
  }
  // Agents are notified of unassigned tickets, which are not counted here.
  await app.sql(`delete from notifications where kind <> 'reply'`)
  return emails
}

async function startNode(app: TestApp, SMTP_URL: string): Promise<ChildProcess> {
  const node = spawn(process.execPath, ['--import', 'tsx', 'test/deliveryNode.ts'], {
    cwd: fileURLToPath(new URL('../', import.meta.url)),
    env: { PATH: process.env['PATH'], ROLES: JSON.stringify(app.database.roleUrls), SMTP_URL },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(node.stdout!, 'data')
  return node
}

async function waiting(app: TestApp): Promise<number> {
  const [row] = await app.sql<{ n: number }>(
    `select ((select count(*) from notification_deliveries where status = 'pending') + (select count(*) from mail_outbox))::int as n`,
  )
  return row!.n
}
