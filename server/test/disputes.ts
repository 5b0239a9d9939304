import { randomUUID } from 'node:crypto'
import { type Actor, type Answer, gid, openTicket, reply, type TestApp, testApp, uuidIn } from './testApp.ts'

/** A desk with a shop, a buyer and staff, and what they do in a dispute; operations return the codes of their errors. */
export type DisputeDesk = Awaited<ReturnType<typeof disputeDesk>>

const SEEN = `status waitingOn team dueAt escalatedAt shopResponseDueAt viewerCanEscalate viewerNeedsReasonToEscalate
  case { side reason isAfterDeadline escalatedAt dueAt outcome decisionReason decidedBy { id } appealableUntil appealReason viewerCanAppeal
    viewerCanDecide viewerCanRequestEvidence decisions { outcome reason } appeals { side reason }
    evidenceRequests { id from text dueAt answeredAt isOverdue } }`

/** Starts an app with the people of a dispute. */
export async function disputeDesk(options: Parameters<typeof testApp>[0] = {}) {
  const app = await testApp({ jobs: false, ...options })
  const [buyer, seller, stranger] = await Promise.all([
    app.actor('buyer', 'Maja'),
    app.actor('seller', 'Nordlicht'),
    app.actor('buyer', 'Stranger'),
  ])
  const [agent, other, third] = await Promise.all(['Sofia', 'Noah', 'Ines'].map((name) => app.actor('agent', name)))
  await app.sql(`insert into teams (name) values ('Disputes') on conflict do nothing`)
  const [shop] = await app.sql<{ id: string }>(
    `insert into sellers (owner_id, shop_name) values ($1, 'Nordlicht Audio') returning id`,
    [seller!.id],
  )
  const people = { buyer: buyer!, seller: seller!, stranger: stranger!, agent: agent!, other: other!, third: third! }
  const change = async (actor: Actor, mutation: string, type: string, input: object) =>
    codesOf(
      await app.gql(actor, `mutation ($input: ${type}!) { ${mutation}(input: $input) { errors { code } } }`, { input }),
      mutation,
    )
  const say = async (actor: Actor, ticketId: string, body: string, audience = 'PARTICIPANTS') =>
    (await reply(app, actor, ticketId, body, { audience })).errors.map(({ code }) => code)
  /** A ticket of the buyer with the shop, whose first message the shop has not answered. */
  const open = async () => {
    const id = randomUUID()
    await app.sql(
      `insert into support_tickets (id, subject, requester_id, seller_id, addressed_to) values ($1, 'A broken lamp', $2, $3, 'shop')`,
      [id, people.buyer.id, shop!.id],
    )
    await say(people.buyer, gid('Ticket', id), 'It does not light up.')
    return gid('Ticket', id)
  }
  const escalate = (actor: Actor, ticketId: string, reason: string | null) =>
    change(actor, 'escalate', 'EscalateInput', { ticketId, reason })
  return {
    app,
    ...people,
    shopId: shop!.id,
    open,
    openWithStaff: async () => (await openTicket(app, people.buyer)).id,
    escalate,
    say,
    escalated: async () => {
      const ticket = await open()
      await escalate(people.buyer, ticket, 'They do not refund.')
      return ticket
    },
    requestEvidence: (actor: Actor, ticketId: string, from: string, dueAt = new Date(Date.now() + 86_400_000)) =>
      change(actor, 'requestEvidence', 'RequestEvidenceInput', { ticketId, from, text: 'A photo, please.', dueAt }),
    answerEvidence: (actor: Actor, requestId: string) =>
      change(actor, 'answerEvidence', 'AnswerEvidenceInput', { requestId }),
    decide: (actor: Actor, ticketId: string, outcome = 'FOR_REQUESTER') =>
      change(actor, 'decideCase', 'DecideCaseInput', { ticketId, outcome, reason: 'The lamp was broken.' }),
    appeal: (actor: Actor, ticketId: string) =>
      change(actor, 'appealCase', 'AppealCaseInput', { ticketId, reason: 'It was not.' }),
    /** The ticket as somebody sees it. */
    see: async (actor: Actor, id: string) => {
      const { data, errors } = await app.gql(actor, `query ($id: ID!) { ticket(id: $id) { ${SEEN} } }`, { id })
      if (errors) throw new Error(JSON.stringify(errors))
      return data.ticket
    },
    /** The steps of the dispute that somebody sees in the history. */
    changes: async (actor: Actor, id: string): Promise<string[]> => {
      const entries = 'timeline(last: 50) { edges { node { ... on CaseEntry { change text } } } }'
      const { data, errors } = await app.gql(actor, `query ($id: ID!) { ticket(id: $id) { ${entries} } }`, { id })
      if (errors) throw new Error(JSON.stringify(errors))
      return data.ticket.timeline.edges.flatMap(({ node }: { node: { change?: string } }) => node.change ?? [])
    },
    events: (ticketId: string, kind: string) =>
      app.sql(`select * from ticket_events where ticket_id = $1 and kind = $2::event_kind`, [uuidIn(ticketId), kind]),
    /** The ids of those who were notified of something in a ticket. */
    notified: async (ticketId: string, kind: string) =>
      (
        await app.sql<{ id: string }>(
          `select user_id as id from notifications where ticket_id = $1 and kind = $2::notification_kind`,
          [uuidIn(ticketId), kind],
        )
      )
        .map(({ id }) => id)
        .toSorted(),
    passDeadline: (ticketId: string) => passDeadline(app, ticketId),
    close: () => app.close(),
  }
}

/** Moves the deadline of whoever's turn it is into the past: its job is due. */
async function passDeadline(app: TestApp, ticketId: string): Promise<void> {
  await app.sql(`update support_tickets set due_at = date_trunc('second', now()) - interval '1 second' where id = $1`, [
    uuidIn(ticketId),
  ])
}

function codesOf({ data, errors }: Answer, mutation: string): string[] {
  if (errors) throw new Error(JSON.stringify(errors))
  return data[mutation].errors.map(({ code }: { code: string }) => code)
}
