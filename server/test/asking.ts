import { randomUUID } from 'node:crypto'
import { type Actor, type Answer, gid, type TestApp } from './testApp.ts'

const REQUEST = `request { id status reason note isLiveChat ticketNumber ticket { id number subject } requester { name } decidedBy { name }
  viewerCanDecide viewerCanCancel } errors { code message path }`

/** The payload of mutations of requests. */
export interface Asked {
  request: any
  errors: { code: string; message: string; path: string[] | null }[]
}

async function send(app: TestApp, actor: Actor, field: string, type: string, input: object): Promise<Asked> {
  const answer = await app.gql(actor, `mutation ($input: ${type}!) { ${field}(input: $input) { ${REQUEST} } }`, {
    input,
  })
  return payload(answer, field)
}

function payload({ data, errors }: Answer, field: string) {
  if (errors) throw Object.assign(new Error(JSON.stringify(errors)), { code: errors[0]!.extensions['code'] })
  return data[field]
}

/** Requests to join a ticket, or a live chat. */
export const ask = (
  app: TestApp,
  actor: Actor,
  input: { ticketId?: string; ticketNumber?: string; reason?: string } = {},
) => send(app, actor, 'requestChat', 'RequestChatInput', { reason: 'May I help?', ...input })

/** Accepts or declines. */
export const decide = (
  app: TestApp,
  actor: Actor,
  requestId: string,
  accept: boolean,
  more: { fromStart?: boolean; note?: string } = {},
) => send(app, actor, 'decideChatRequest', 'DecideChatRequestInput', { requestId, accept, ...more })

/** Withdraws a request. */
export const cancel = (app: TestApp, actor: Actor, requestId: string) =>
  send(app, actor, 'cancelChatRequest', 'CancelChatRequestInput', { requestId })

/** Adds or removes a participant. */
export async function participants(
  app: TestApp,
  actor: Actor,
  field: 'addParticipant' | 'removeParticipant' | 'leaveTicket',
  input: { ticketId: string; userId?: string; fromStart?: boolean },
): Promise<{ ticket: any; errors: { code: string; message: string }[] }> {
  const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input!`
  const operation = `mutation ($input: ${type}) { ${field}(input: $input) { ticket { id participants { name } } errors { code message } } }`
  return payload(await app.gql(actor, operation, { input }), field)
}

/** Gives a person a shop; returns its global id. */
export async function openShop(app: TestApp, owner: Actor, name = 'Northlight Lamps'): Promise<string> {
  const [shop] = await app.sql<{ id: string }>(
    'insert into sellers (shop_name, owner_id) values ($1, $2) returning id',
    [name, owner.id],
  )
  return gid('Seller', shop!.id)
}

/** A buyer's ticket about a shop, created by staff, since buyers cannot choose shops. */
export async function ticketAbout(app: TestApp, agent: Actor, buyer: Actor, shopId: string, subject = 'A broken lamp') {
  const { data } = await app.gql(
    agent,
    `mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id number } errors { message } } }`,
    {
      input: {
        subject,
        body: 'It does not light up.',
        clientId: randomUUID(),
        requesterId: gid('User', buyer.id),
        sellerId: shopId,
      },
    },
  )
  return data.createTicket.ticket as { id: string; number: string }
}

/** What a person reads of a ticket; null if they cannot see it. */
export async function threadOf(app: TestApp, actor: Actor, id: string) {
  const { data } = await app.gql(
    actor,
    `query ($id: ID!) { ticket(id: $id) { unreadCount participants { name } timeline(first: 100) { edges { node { seq __typename actor { name }
      ... on MessageEntry { message { body author { name } } }
      ... on ChatRequestEntry { change fromStart request { reason note status requester { name } } }
      ... on ParticipantEntry { joined person { name } } } } } } }`,
    { id },
  )
  if (!data.ticket) return null
  const { timeline, participants: people, unreadCount } = data.ticket
  const entries: any[] = timeline.edges.map(({ node }: any) => node)
  return {
    unreadCount,
    people: people.map(({ name }: any) => name as string),
    entries,
    bodies: entries.flatMap((entry) => (entry.message ? [entry.message.body as string] : [])),
  }
}
