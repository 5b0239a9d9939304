import { randomUUID } from 'node:crypto'
import { appealCase } from '../../cases/appealCase.ts'
import { decideCase } from '../../cases/decideCase.ts'
import { escalate } from '../../cases/escalate.ts'
import { requestEvidence } from '../../cases/requestEvidence.ts'
import type { Audience } from '../../generated/prisma/client.ts'
import { sendMessage } from '../../messages/sendMessage.ts'
import { asIdentity } from '../../platform/database/operation.ts'
import type { Pools } from '../../platform/database/pools.ts'
import { claim } from '../../tickets/claim.ts'
import { createTicket } from '../../tickets/createTicket.ts'
import type { Viewer } from '../../viewer/viewer.ts'
import type { Who } from './script.ts'
import { spreadOverTime } from './spreadOverTime.ts'

type Act = (viewer: Viewer, ticketId: string) => Promise<unknown>
type Step = [who: Who, act: Act]
interface Dispute {
  by: Who
  shop: string
  subject: string
  text: string
  order: string
  /** How long ago it started, in hours. */
  ago: number
  steps: Step[]
}

const say =
  (body: string, audience: Audience = 'participants'): Act =>
  (viewer, ticketId) =>
    sendMessage(viewer, { ticketId, clientId: randomUUID(), body, audience })
const DAY_MS = 24 * 3_600_000
const ask =
  (from: 'requester' | 'shop', text: string, days: number): Act =>
  (viewer, ticketId) =>
    requestEvidence(viewer, { ticketId, from, text, dueAt: new Date(Date.now() + days * DAY_MS) })

/** From the first message to a decision, an appeal, and the decision about it. */
const DECIDED: Dispute = {
  by: 'buyer',
  shop: 'Northlight Lamps',
  subject: 'Desk lamp flickers, refund refused',
  text: 'The Vega desk lamp flickers since the second evening. I tried three bulbs. Please refund it.',
  order: 'ORD-20418',
  ago: 190,
  steps: [
    ['seller', say('Sorry to hear that. Flicker is usually the dimmer of the room, which we cannot refund.')],
    ['buyer', say('It is plugged into the wall, there is no dimmer. My other lamps are fine.')],
    ['seller', say('We have tested this series. We do not refund it.')],
    [
      'buyer',
      (viewer, ticketId) =>
        escalate(viewer, {
          ticketId,
          reason: 'The lamp is faulty and the shop refuses the refund within the 14 days.',
        }),
    ],
    ['agent', (viewer, ticketId) => claim(viewer, { ticketId })],
    ['agent', say('Thank you both. I read the conversation and will ask each of you for one thing.')],
    ['agent', ask('requester', 'Please send a short video of the lamp, plugged into the wall.', 2)],
    ['agent', say('Has this series had other returns for flicker? Only we can read your answer.', 'shop')],
    ['seller', say('Two in September, both from the first batch.', 'shop')],
    ['buyer', say('Here is what it looks like: it flickers about once a second, in every room.')],
    ['agent', say('First batch, two known returns. Leaning towards a refund.', 'staff')],
    [
      'agent',
      (viewer, ticketId) =>
        decideCase(viewer, {
          ticketId,
          outcome: 'for_requester',
          reason:
            'The fault shows without a dimmer and within 14 days. The shop refunds the lamp and pays for the return.',
        }),
    ],
    [
      'seller',
      (viewer, ticketId) =>
        appealCase(viewer, { ticketId, reason: 'We accept the return, but the buyer should pay for the shipping.' }),
    ],
    [
      'admin',
      (viewer, ticketId) =>
        decideCase(viewer, {
          ticketId,
          outcome: 'for_requester',
          reason: 'A faulty lamp is returned at the cost of the shop. The decision stands.',
        }),
    ],
  ],
}

/** Open: the shop was asked for evidence, and has two days. */
const OPEN: Dispute = {
  by: 'buyer2',
  shop: 'Kumo Ceramics',
  subject: 'Teapot arrived with a crack',
  text: 'The teapot has a crack along the spout. The parcel itself was not damaged.',
  order: 'ORD-20733',
  ago: 70,
  steps: [
    ['seller2', say('It left our studio in one piece. Did you use boiling water right away?')],
    ['buyer2', say('No, the crack was there when I unwrapped it.')],
    [
      'buyer2',
      (viewer, ticketId) =>
        escalate(viewer, { ticketId, reason: 'The shop says the crack is my fault. I would like a replacement.' }),
    ],
    ['agent2', ask('shop', 'Please send the photos from your check before packing.', 2)],
  ],
}

/** Plays the disputes of the marketplace's demo desk. */
export async function seedDisputes(pools: Pools, people: Map<Who, Viewer>): Promise<void> {
  for (const dispute of [DECIDED, OPEN]) await play(pools, people, dispute)
}

async function play(
  pools: Pools,
  people: Map<Who, Viewer>,
  { by, shop, steps, ago, ...first }: Dispute,
): Promise<void> {
  const as = <T>(who: Who, work: (viewer: Viewer) => Promise<T>) => {
    const viewer = people.get(who)!
    return asIdentity(pools, { role: viewer.role, userId: viewer.id }, 'write', () => work(viewer))
  }
  const { rows } = await pools.maintenance.query<{ id: string }>('SELECT id FROM sellers WHERE shop_name = $1', [shop])
  const { subject, text: body, order } = first
  const ticketId = await as(by, (viewer) =>
    createTicket(viewer, {
      subject,
      body,
      order,
      type: 'problem',
      priority: 'medium',
      tags: [],
      clientId: randomUUID(),
      attachmentIds: [],
      to: 'shop',
      sellerId: rows[0]!.id,
    }),
  )
  for (const [who, act] of steps) await as(who, (viewer) => act(viewer, ticketId))
  await spreadOverTime(pools.maintenance, ticketId, ago)
  for (const move of MOVE) await pools.maintenance.query(move, [ticketId])
}

const at = (kind: string, which = 'min') =>
  `(SELECT ${which}(e.at) FROM ticket_events e WHERE e.ticket_id = $1 AND e.kind = '${kind}')`
/** Moves a dispute's own times to those of its events; what is still due stays in the future. */
const MOVE = [
  `UPDATE support_tickets SET escalated_at = ${at('case_escalated')},
     waiting_since = CASE WHEN waiting_on IS NOT NULL
       THEN coalesce(waiting_since, ${at('evidence_requested', 'max')}, ${at('case_escalated')}) END,
     shared_waiting_since = CASE WHEN shared_waiting_on IS NOT NULL THEN ${at('case_escalated')} END WHERE id = $1`,
  `UPDATE cases SET escalated_at = ${at('case_escalated')}, decided_at = CASE WHEN decided_at IS NOT NULL THEN ${at('case_decided')} END WHERE ticket_id = $1`,
  `UPDATE case_appeals SET appealed_at = ${at('case_appealed')}, decided_at = CASE WHEN decided_at IS NOT NULL THEN ${at('case_decided', 'max')} END
   WHERE ticket_id = $1`,
  `UPDATE evidence_requests SET requested_at = ${at('evidence_requested')},
     answered_at = CASE WHEN answered_at IS NOT NULL THEN ${at('evidence_requested')} + interval '40 minutes' END WHERE ticket_id = $1`,
]
