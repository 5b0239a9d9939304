import type pg from 'pg'
import type { TicketStatus } from '../../generated/prisma/client.ts'
import { hasEnded } from '../../log/ticketStatus.ts'
import { stableId } from '../ids.ts'
import type { Authors } from './authors.ts'
import type { ImportedRows } from './importedRows.ts'
import type { ForeignRequest } from './model.ts'
import type { Report } from './report.ts'

const REASON_MAX = 1_000

// An accepted request belongs to the ticket of its person that was opened next after it, or else last before it.
const INSERT = `
  INSERT INTO chat_requests (id, requester_id, ticket_id, live, status, created_at, decided_at)
  SELECT $1, $2, CASE WHEN $3 = 'accepted' THEN (
      SELECT t.id FROM support_tickets t WHERE t.requester_id = $2
      ORDER BY t.created_at < $4, abs(extract(epoch FROM t.created_at - $4)) LIMIT 1) END,
    true, $3::request_status, $4, CASE WHEN $3 <> 'pending' THEN coalesce($5::timestamptz, $4) END
  ON CONFLICT DO NOTHING`
const INSERT_REASON =
  'INSERT INTO chat_request_words (request_id, requester_id, reason) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING'

/** Adds the requests for live chats that are new; with an ended status for everything, pending ones are cancelled. */
export async function loadRequests(
  deps: {
    client: pg.ClientBase
    rows: ImportedRows
    report: Report
    authors: Authors
    status: TicketStatus | undefined
  },
  requests: readonly ForeignRequest[],
): Promise<number> {
  const { client, rows, report, authors, status } = deps
  const known = await rows.find(
    'request',
    requests.map(({ id }) => id),
  )
  let added = 0
  for (const request of requests) {
    const { id: externalId, at, decidedAt } = request
    if (known.has(externalId)) continue
    const requester = at === undefined ? undefined : await authors.requesterOf(request, request)
    if (!requester) {
      report.lost(request, at === undefined ? 'has no time that can be read' : 'its person was deleted in this desk')
      continue
    }
    const id = stableId(rows.source, 'request', externalId)
    const isOver = request.status === 'pending' && status !== undefined && hasEnded(status)
    const { person } = requester
    await client.query(INSERT, [id, person.id, isOver ? 'cancelled' : request.status, at, decidedAt ?? null])
    await client.query(INSERT_REASON, [id, person.id, request.reason.slice(0, REASON_MAX).toWellFormed()])
    await rows.add('request', [[externalId, id]])
    added += 1
  }
  return added
}
