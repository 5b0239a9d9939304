import type pg from 'pg'
import type { BenchOptions } from './options.ts'

/** How private a desk is made before it is measured. */
export type Privacy = Pick<BenchOptions, 'confidential' | 'isPrivate'>

interface Asked {
  agentIds: string[]
  /** The tickets that are read and written; none of them becomes confidential. */
  asked: string[]
}

/**
 * Makes some tickets confidential, none of which is asked for: each is its assignee's alone from then on. In a private desk, the agents take part in
 * all that is asked for.
 */
export async function makePrivate(client: pg.Client, privacy: Privacy, { agentIds, asked }: Asked): Promise<void> {
  if (privacy.confidential > 0)
    await client.query(
      `UPDATE support_tickets SET confidential = true WHERE id IN (
         SELECT id FROM support_tickets WHERE assignee_id IS NOT NULL AND id <> ALL ($1::uuid[]) ORDER BY md5(id::text) LIMIT $2)`,
      [asked, privacy.confidential],
    )
  if (!privacy.isPrivate) return
  await client.query(
    `UPDATE support_tickets SET staff_ids = ARRAY(SELECT DISTINCT unnest(staff_ids || $2::uuid[])) WHERE id = ANY ($1::uuid[])`,
    [asked, agentIds],
  )
  await client.query(`UPDATE desk_settings SET privacy = 'participants'`)
}
