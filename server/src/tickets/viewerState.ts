import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import { perAudienceScope } from '../log/audienceScope.ts'
import type { Identity } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { readMessagesSql, viewersOwn } from './ticket.ts'

/** What one person alone has in a ticket. */
export interface ViewerState {
  /** The ticket's id. */
  id: string
  isStarred: boolean
  readSeq: number
  readMessages: number
}

const states = perAudienceScope((scope) =>
  statement<ViewerState & Record<string, unknown>>(`
    SELECT t.id, star.user_id IS NOT NULL AS "isStarred", coalesce(marker.${scope.readSeq}, 0) AS "readSeq", ${readMessagesSql(scope, 'marker')} AS "readMessages"
    FROM support_tickets t ${viewersOwn(scope)} WHERE t.id = ANY ($1::uuid[])`),
)

/** The viewer's stars and read markers, on any of their devices: the only part of a ticket's state that no frame for all staff contains. */
export function viewerStateFeed(identity: Identity): Feed {
  const load = (ids: string[]): Promise<ViewerState[]> => states(currentOperation().identity).rows(ids)
  return changeFeed({ topic: 'viewer_state', whose: 'own', load }, identity)
}

/** How far one person has read a ticket. */
export interface ReadMarker {
  userId: string
  readMessages: number
}

// Staff see each other's markers (also in `Message.readBy`); others get only their own, which counts nothing before they have read.
const markers = perAudienceScope((scope) =>
  statement<ReadMarker & { ticketId: string }>(
    scope.name === 'staff'
      ? `SELECT r.ticket_id AS "ticketId", r.user_id AS "userId", ${readMessagesSql(scope, 'r')} AS "readMessages"
         FROM read_markers r JOIN users u ON u.id = r.user_id WHERE r.ticket_id = ANY ($1::uuid[]) AND u.role IN ('agent', 'admin')`
      : `SELECT t.id AS "ticketId", (SELECT viewer_id()) AS "userId", ${readMessagesSql(scope, 'r')} AS "readMessages"
         FROM support_tickets t LEFT JOIN read_markers r ON r.ticket_id = t.id AND r.user_id = (SELECT viewer_id())
         WHERE t.id = ANY ($1::uuid[])`,
  ),
)

/** For each ticket, how far staff have read it; for those who are not staff, only how far they themselves have. */
export async function readMarkersOf(ticketIds: readonly string[]): Promise<ReadMarker[][]> {
  const found = new Map(ticketIds.map((id) => [id, [] as ReadMarker[]]))
  for (const { ticketId, ...marker } of await markers(currentOperation().identity).rows(ticketIds))
    found.get(ticketId)?.push(marker)
  return ticketIds.map((id) => found.get(id)!)
}
