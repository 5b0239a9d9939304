import { writeSync } from 'node:fs'
import { createTasks } from '../src/jobs/tasks.ts'
import { emailSender } from '../src/deliveries/emailSender.ts'
import { openPools } from '../src/platform/database/pools.ts'
import { startJobWorker } from '../src/platform/jobs/worker.ts'
import { silentLog } from '../src/platform/log.ts'
import { openMailer } from '../src/platform/mail/mailer.ts'

// A node that delivers notifications and sends mails, for tests that kill it.
const { ROLES, SMTP_URL } = process.env as Record<string, string>
const roles = JSON.parse(ROLES!)
const pools = openPools(roles, silentLog)
const mailer = openMailer(
  { SMTP_URL, MAIL_FROM: 'desk@parley.test' },
  { name: 'Parley', senderAddress: 'desk@parley.test' },
)!
const desk = {
  name: 'Parley',
  url: 'https://desk.parley.test',
  domain: 'parley.test',
  calendarAddress: 'desk@parley.test',
  key: Buffer.alloc(32),
}
const tasks = createTasks({
  pools,
  files: null as never,
  mailer,
  mailFolder: null,
  senders: [emailSender(desk, 0)],
  push: null as never,
  sms: null,
  meetings: null as never,
  linkDesk: { name: 'Parley', url: 'http://localhost' },
  backups: null,
  inbound: null,
  answerInvitation: async () => false,
  parser: { parse: async () => null },
  isOnline: () => false,
})

startJobWorker({ url: roles.jobs, tasks, schedule: [], log: silentLog, heartbeatMs: 200, deadAfterSeconds: 3 })
writeSync(1, 'started\n')
