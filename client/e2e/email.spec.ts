import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import ICAL from 'ical.js'
import { simpleParser, type ParsedMail } from 'mailparser'
import { createTransport, type SendMailOptions, type SentMessageInfo } from 'nodemailer'
import { SMTPServer } from 'smtp-server'
import { Api } from './support/api.ts'
import { bubble, say } from './support/screen.ts'
import { DeskServer } from './support/server.ts'
import { expect, test as base } from './support/test.ts'

const buyer = { name: 'buyer', email: 'buyer@parley.example' }
const agent = { name: 'agent', email: 'agent@parley.example' }
const portOf = (server: { address(): AddressInfo | string | null }): number => (server.address() as AddressInfo).port

/** A port that nobody listens on. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const port = portOf(server)
  server.close()
  await once(server, 'close')
  return port
}

/** The event of the calendar file that came with a mail. */
const eventIn = ({ attachments }: ParsedMail): ICAL.Event => {
  const file = attachments.find(
    ({ contentType }) => contentType === 'application/ics' || contentType === 'text/calendar',
  )
  const events = new ICAL.Component(ICAL.parse(file!.content.toString())).getAllSubcomponents('vevent')
  expect(events).toHaveLength(1)
  return new ICAL.Event(events[0]!)
}

interface Mails {
  /** The address of a desk that sends and receives mails. */
  url: string
  /** What it has sent. */
  received: ParsedMail[]
  /** Sends a mail to it. */
  mail: (options: SendMailOptions) => Promise<SentMessageInfo>
}

// Each test has its own desk and mail server: a mail server that was closed after another test refuses mails. A fixture ends after the
// pages that were entered after it are closed.
const test = base.extend<{ mails: Mails }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from this pattern.
  mails: async ({}, use) => {
    const received: ParsedMail[] = []
    const mailServer = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: async (stream, _session, done) => {
        received.push(await simpleParser(stream))
        done()
      },
    })
    mailServer.listen(0, '127.0.0.1')
    await once(mailServer.server, 'listening')
    const port = await freePort()
    const desk = await new DeskServer({
      SMTP_URL: `smtp://127.0.0.1:${portOf(mailServer.server)}`,
      EMAIL_DELAY: '0',
      INBOUND_DOMAIN: 'in.desk.test',
      INBOUND_SMTP_PORT: String(port),
    }).start()
    const mail = (options: SendMailOptions) =>
      createTransport({ host: '127.0.0.1', port, ignoreTLS: true }).sendMail(options)
    await use({ url: desk.url, received, mail })
    await desk.stop()
    mailServer.close()
  },
})

test('an agent who is away gets a reply by email, answers the mail, and the buyer sees the answer live', async ({
  mails: { url, received, mail },
  enter,
}) => {
  const subject = 'Does the blue lamp come with a bulb?'
  const away = await Api.signIn(agent, url)
  const { page, api } = await enter(buyer, { url, at: '/dashboard/chat' })
  const { createTicket } = await api.ask(
    'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id number } } }',
    { input: { subject, body: 'I ask before I order.', clientId: crypto.randomUUID() } },
  )
  await away.ask('mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }', {
    id: createTicket.ticket.id,
  })
  await page.goto(`/dashboard/chat?ticket=${createTicket.ticket.number}`)
  await expect(bubble(page, 'I ask before I order.')).toBeVisible()
  await say(page, 'It is for the kitchen.')

  const about = () => received.find(({ text }) => text?.includes('It is for the kitchen.'))
  await expect.poll(() => about()?.subject).toBe(`${subject} [${createTicket.ticket.number}]`)
  const notified = about()!
  const replyTo = notified.replyTo!.value[0]!.address!
  expect(replyTo).toMatch(/^reply\+[a-z0-9]+@in\.desk\.test$/)
  const sent = await mail({
    from: agent.email,
    to: replyTo,
    subject: `Re: ${notified.subject}`,
    inReplyTo: notified.messageId,
    text: 'Yes, it comes with one.\n\nOn Saturday, Parley wrote:\n> It is for the kitchen.\n',
  })
  expect(sent.accepted).toEqual([replyTo])

  const answer = bubble(page, 'Yes, it comes with one.')
  await expect(answer).toBeVisible()
  await expect(answer).not.toContainText('Parley wrote')
})

test('a session is mailed with its calendar file, and the calendar’s answer is shown live to the agent', async ({
  mails: { url, received, mail },
  enter,
}) => {
  const away = await Api.signIn(buyer, url)
  const { createTicket } = await away.ask(
    'mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id number } } }',
    { input: { subject: 'How is the lamp mounted?', body: 'Please show me.', clientId: crypto.randomUUID() } },
  )
  const { page, api } = await enter(agent, { url, at: `/admin?ticket=${createTicket.ticket.number}` })
  await expect(bubble(page, 'Please show me.')).toBeVisible()
  const schedule = await api.ask(
    'mutation ($input: ScheduleSessionInput!) { scheduleSession(input: $input) { session { id } errors { message } } }',
    { input: { ticketId: createTicket.ticket.id, startsAt: new Date(Date.now() + 48 * 3_600_000).toISOString() } },
  )
  expect(schedule.scheduleSession.errors).toEqual([])
  const invitation = () => received.find(({ text }) => text?.includes('scheduled a session'))
  await expect.poll(() => invitation()?.to).toMatchObject({ value: [{ address: buyer.email }] })
  const event = eventIn(invitation()!)
  const organizer = String(event.organizer).replace(/^mailto:/i, '')
  expect(organizer).toBe('support@in.desk.test')
  await mail({
    from: buyer.email,
    to: organizer,
    subject: 'Accepted',
    icalEvent: {
      method: 'REPLY',
      content: [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//test//calendar//EN',
        'METHOD:REPLY',
        'BEGIN:VEVENT',
        `UID:${event.uid}`,
        `SEQUENCE:${event.sequence}`,
        'DTSTAMP:20261128T120000Z',
        `ATTENDEE;PARTSTAT=ACCEPTED:mailto:${buyer.email}`,
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    },
  })
  await expect(page.getByRole('log').getByText(/accepted the session/)).toBeVisible()

  await api.ask('mutation ($input: MoveSessionInput!) { moveSession(input: $input) { errors { message } } }', {
    input: {
      sessionId: schedule.scheduleSession.session.id,
      startsAt: new Date(Date.now() + 72 * 3_600_000).toISOString(),
    },
  })
  const moved = () => received.find(({ text }) => text?.includes('moved the session'))
  await expect.poll(() => moved() !== undefined).toBe(true)
  const after = eventIn(moved()!)
  expect(after.uid).toBe(event.uid)
  expect(after.sequence).toBeGreaterThan(event.sequence)
})
