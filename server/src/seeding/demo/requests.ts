import { asIdentity } from '../../platform/database/operation.ts'
import type { Pools } from '../../platform/database/pools.ts'
import { requestChat } from '../../requests/requestChat.ts'
import type { Viewer } from '../../viewer/viewer.ts'
import type { Who } from './script.ts'

interface Asking {
  by: Who
  reason: string
  /** The subject of a ticket to join, which is about the requester's shop; omitted for a live chat. */
  join?: string
  /** How long ago, in minutes. */
  ago: number
}

const MARKETPLACE: Asking[] = [
  {
    by: 'seller',
    join: 'Lamp arrived with a broken shade',
    reason:
      'It is one of our lamps. I can send the shade from our workshop today, and I’d like to see how it was packed.',
    ago: 42,
  },
  { by: 'buyer2', reason: 'The courier is at the wrong door right now. Can somebody talk to me live?', ago: 4 },
  {
    by: 'seller2',
    reason: 'I would rather go through the new fee table with somebody than write it all down.',
    ago: 95,
  },
]
const COUNSELLING: Asking[] = [
  { by: 'buyer', reason: 'I have an offer that ends today. Could I talk to somebody before five?', ago: 12 },
  { by: 'seller', reason: 'We would like to show you the three internship places in ten minutes.', ago: 80 },
]

/** Creates pending requests of the demo desk's people, so that there is something to decide. */
export async function seedRequests(
  pools: Pools,
  people: Map<Who, Viewer>,
  profile: 'marketplace' | 'counselling',
): Promise<void> {
  for (const { by, join, reason, ago } of profile === 'counselling' ? COUNSELLING : MARKETPLACE) {
    const viewer = people.get(by)!
    const ticketId = join ? await aboutTheirShop(pools, join, viewer.id) : null
    const identity = { role: viewer.role, userId: viewer.id }
    const id = await asIdentity(pools, identity, 'write', () => requestChat(viewer, { ticketId, reason }))
    await pools.maintenance.query(
      `UPDATE chat_requests SET created_at = now() - make_interval(mins => $2) WHERE id = $1`,
      [id, ago],
    )
  }
}

async function aboutTheirShop(pools: Pools, subject: string, ownerId: string): Promise<string> {
  const { rows } = await pools.maintenance.query<{ id: string }>(
    `UPDATE support_tickets SET seller_id = (SELECT id FROM sellers WHERE owner_id = $2 LIMIT 1) WHERE subject = $1 RETURNING id`,
    [subject, ownerId],
  )
  return rows[0]!.id
}
