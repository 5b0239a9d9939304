import type { EventKind } from '../generated/prisma/client.ts'
import { planForValues, statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { ENTRY_JOINS, type Entry, entryColumns, entryFrom } from './timeline.ts'

/** What staff are told about a person. What they do among themselves is left out: tags, priorities, assignments, holds. */
const KINDS: EventKind[] = [
  'message_added',
  'status_changed',
  'chat_requested',
  'chat_request_decided',
  'participant_added',
  'participant_removed',
  'session_scheduled',
  'session_moved',
  'session_cancelled',
  'session_responded',
  'session_ended',
  'screen_share_started',
  'rated',
  'shop_asked_in',
  'case_escalated',
  'shop_response_overdue',
  'evidence_requested',
  'evidence_answered',
  'case_decided',
  'case_appealed',
]

/** An entry with its position among those of all tickets. */
export interface PlacedEntry extends Entry {
  place: [at: string, id: string]
}

// The positions of all events are read before the texts of one page: a person has a few thousand at most.
const newest = statement<{ entry: Record<string, any> }>(`
  SELECT to_json(x) AS entry FROM (
    SELECT e.id::text AS event_id, ${entryColumns({ seq: 'seq', side: 'staff' })}
    FROM (
      SELECT e.* FROM ticket_events e
      WHERE e.ticket_id IN (
          SELECT t.id FROM support_tickets t WHERE t.requester_id = $1
          UNION SELECT p.ticket_id FROM ticket_participants p WHERE p.user_id = $1)
        AND e.kind IN (${KINDS.map((kind) => `'${kind}'`).join(', ')}) AND (e.at, e.id) < ($2::timestamptz, $3::bigint)
      ORDER BY e.at DESC, e.id DESC LIMIT $4
    ) e ${ENTRY_JOINS}
  ) x ORDER BY x.at DESC, x.event_id::bigint DESC`)

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]{8,15}(Z|[+-]\d\d:\d\d)$/

/** What happened in all tickets that a person requested or took part in, newest first, as far as the viewer may read it. Staff only. */
export async function readCustomerTimeline(userId: string, page: Page): Promise<PageResult<PlacedEntry>> {
  const [at, id] = page.after ?? ['infinity', '9223372036854775807']
  if (page.after && !(MOMENT.test(at!) && /^\d{1,18}$/.test(id!)))
    throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
  await planForValues()
  const rows = await newest.rows(userId, at, id, page.limit + 1)
  return pageResult(
    rows.map(({ entry }) => ({ ...entryFrom(entry), place: [entry['at'], entry['event_id']] })),
    page,
  )
}
