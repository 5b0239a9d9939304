import type { RequestStatus } from '../generated/prisma/client.ts'
import { isStaffRole, isUuid } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'

/** A request as one viewer sees it: texts that they may not read are empty. */
export interface ChatRequestRow {
  id: string
  requesterId: string
  ticketId: string | null
  ticketNumber: string | null
  live: boolean
  status: RequestStatus
  createdAt: Date
  decidedAt: Date | null
  decidedById: string | null
  reason: string
  note: string | null
}

/** A filter for requests; omitted fields match everything. */
export interface RequestFilter {
  status?: RequestStatus[] | null
  ticketId?: string | null
}

const SELECT = `SELECT r.id, r.requester_id AS "requesterId", r.ticket_id AS "ticketId", r.ticket_number AS "ticketNumber", r.live,
    r.status, r.created_at AS "createdAt", r.decided_at AS "decidedAt", r.decided_by_id AS "decidedById",
    coalesce(w.reason, '') AS reason, w.note
  FROM chat_requests r LEFT JOIN chat_request_words w ON w.request_id = r.id`

const byIds = statement<ChatRequestRow & Record<string, unknown>>(`${SELECT} WHERE r.id = ANY ($1::uuid[])`)

/** The requests with these ids that the current identity may see, in no particular order. */
export function findRequests(ids: readonly string[]): Promise<ChatRequestRow[]> {
  return byIds.rows(ids.filter(isUuid))
}

/** One request, or null. */
export async function readRequest(id: string): Promise<ChatRequestRow | null> {
  return (await findRequests([id]))[0] ?? null
}

// Other people's requests to join the viewer's tickets are in the tickets' histories; this list has the viewer's own requests.
const matching = (
  own: boolean,
) => `($1::request_status[] IS NULL OR r.status = ANY ($1)) AND ($2::uuid IS NULL OR r.ticket_id = $2)
  ${own ? 'AND r.requester_id = (SELECT viewer_id())' : ''}`
const isOwn = () => !isStaffRole(currentOperation().identity.role)

const pageSql = (own: boolean, newestFirst: boolean) => {
  const [beyond, order] = newestFirst ? ['<', 'DESC'] : ['>', 'ASC']
  return statement<ChatRequestRow & Record<string, unknown>>(`${SELECT} WHERE ${matching(own)}
    AND ($3::uuid IS NULL OR (r.created_at, r.id) ${beyond} (SELECT l.created_at, l.id FROM chat_requests l WHERE l.id = $3))
    ORDER BY r.created_at ${order}, r.id ${order} LIMIT $4`)
}

/** A page of the requests: all of them for staff, only their own for others. */
export async function listRequests(
  { status = null, ticketId = null }: RequestFilter,
  newestFirst: boolean,
  page: Page,
): Promise<PageResult<ChatRequestRow>> {
  const after = page.after?.[0] ?? null
  if (after !== null && !isUuid(after))
    throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
  return pageResult(await pageSql(isOwn(), newestFirst).rows(status, ticketId, after, page.limit + 1), page)
}

const countSql = (own: boolean) =>
  statement<{ count: number }>(`SELECT count(*)::int AS count FROM chat_requests r WHERE ${matching(own)}`)

/** The number of requests. */
export async function countRequests({ status = null, ticketId = null }: RequestFilter): Promise<number> {
  return (await countSql(isOwn()).first(status, ticketId))!.count
}

/** What a shop owner can see of a ticket about their shop. */
export interface ShopTicketRow {
  id: string
  number: string
  shopName: string
  openedAt: Date
}

const shopTickets = statement<ShopTicketRow & Record<string, unknown>>(`
  SELECT s.ticket_id AS id, s.ticket_number AS number, shop.shop_name AS "shopName", s.created_at AS "openedAt"
  FROM shop_tickets s JOIN sellers shop ON shop.id = s.seller_id
  WHERE shop.owner_id = (SELECT viewer_id()) AND NOT EXISTS (SELECT 1 FROM support_tickets t WHERE t.id = s.ticket_id)
  ORDER BY s.created_at DESC, s.ticket_id LIMIT $1`)

/** The latest tickets about the viewer's shops in which they do not participate. */
export function listShopTickets(limit: number): Promise<ShopTicketRow[]> {
  return shopTickets.rows(limit)
}
