import type { Audience } from '../src/generated/prisma/client.ts'
import { createTransport, type SendMailOptions } from 'nodemailer'
import { eventually } from './eventually.ts'
import { inboundSettings } from '../src/inboundMails/settings.ts'
import { subscribe, wsClient } from './subscribe.ts'
import { type Actor, type TestApp, uuidIn } from './testApp.ts'

/** A desk that receives mail by SMTP and the webhook. */
export const DOMAIN = 'in.desk.test'
export const TOKEN = 'webhook-token-of-the-tests'
const PARLEY_SECRET = 'test secret, thirty-two characters'
export const VARIABLES = {
  INBOUND_DOMAIN: DOMAIN,
  INBOUND_SMTP_PORT: '0',
  INBOUND_TOKEN: TOKEN,
  INBOUND_AUTHSERV: 'mx.test',
}

/** What the receiving server says of a sender that it has verified, and of a forged one. */
export const PASSED = { 'Authentication-Results': 'mx.test; dmarc=pass header.from=parley.test' }
export const FAILED = { 'Authentication-Results': 'mx.test; spf=pass smtp.mailfrom=evil.test; dmarc=fail (p=none)' }

/** Mails that no person wrote: what, why they become no message, and the headers that say so. */
export const AUTOMATIC_MAILS: [string, string, Record<string, string>][] = [
  ['a vacation notice', 'auto_reply', { 'Auto-Submitted': 'auto-replied' }],
  ['an answer of Exchange', 'auto_reply', { 'X-Auto-Response-Suppress': 'All' }],
  ['bulk mail', 'mailing_list', { Precedence: 'bulk' }],
  ['a mailing list', 'mailing_list', { 'List-Id': '<list.shop.test>' }],
  ['a mail of the desk itself', 'loop', { 'X-Loop': DOMAIN }],
]

/** Sends a mail over SMTP and returns its Message-ID. */
export async function sendMail(options: SendMailOptions, port: number): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true })
  try {
    const { messageId } = await transport.sendMail(options)
    return messageId
  } finally {
    transport.close()
  }
}
/** Sends a raw mail to the webhook. */
export const postMail = (app: TestApp, token: string, raw: string | Buffer, headers: Record<string, string> = {}) =>
  fetch(`${app.url}/api/mail/inbound`, {
    method: 'POST',
    headers: { 'Content-Type': 'message/rfc822', Authorization: `Bearer ${token}`, ...headers },
    body: raw as never,
  })

interface Processed {
  id: string
  state: string
  reason: string | null
  message_id: string | null
}
/** The result for the mail of this sender with this subject, once it is processed. */
export const processedMail = (app: TestApp, subject: string): Promise<Processed> =>
  eventually(
    `${subject} is processed`,
    async () =>
      (
        await app.sql<Processed & Record<string, unknown>>(
          `select id, state, reason, message_id from inbound_mails where state <> 'received' and subject = $1`,
          [subject],
        )
      )[0]!,
  )
/** Waits until no mail is left to process. */
export const allProcessed = (app: TestApp) =>
  eventually('all mails are processed', async () => {
    const [row] = await app.sql<{ n: number }>(
      `select count(*)::int n from inbound_mails where state = 'received' union all
       select count(*)::int from graphile_worker.jobs where task_identifier = 'receive_mail' order by 1 desc limit 1`,
    )
    return row!.n === 0
  })

const TICKET = `query ($id: ID!) { ticket(id: $id) { subject status requester { name }
  timeline(first: 100) { edges { node { ... on MessageEntry { message { id clientId body audience senderRole viaEmail originalMailUrl author { id }
    attachments { fileName sizeBytes url } } } } } } } }`
/** The messages of a ticket, as this person sees them. */
export const readMessages = async (app: TestApp, who: Actor, id: string): Promise<any[]> =>
  (await app.gql(who, TICKET, { id })).data.ticket.timeline.edges.flatMap(({ node }: any) => node.message ?? [])

/** The settings of that desk. */
export const settings = inboundSettings({ PARLEY_SECRET, MAIL_FROM: 'desk@desk.test', INBOUND_DOMAIN: DOMAIN })!

/** The address at which this person replies to a ticket. */
export const replyAddress = (ticketId: string, who: Actor, audience: Audience = 'participants'): string =>
  settings.reply.replyAddressFor(uuidIn(ticketId), who.id, audience)

/** What is written in a ticket from now on, live, as this person's screen gets it. */
export async function followTicket(app: TestApp, who: Actor, id: string) {
  const { data } = await app.gql(who, 'query ($id: ID!) { ticket(id: $id) { cursor } }', { id })
  const client = wsClient(app, who)
  const feed = subscribe(
    client,
    `subscription ($id: ID!, $cursor: Cursor) { ticketEvents(ticketId: $id, after: $cursor) { ... on TicketEvent { entry { ... on MessageEntry { message { body viaEmail } } } } } }`,
    { id, cursor: data.ticket.cursor },
  )
  return {
    next: () => feed.next(),
    close: async () => {
      feed.stop()
      await client.dispose()
    },
  }
}
