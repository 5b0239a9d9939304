import type { AuditKind } from '../generated/prisma/client.ts'
import { planForValues, statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { type Person, personColumns, personFrom } from '../viewer/person.ts'

/** An entry of the audit log, as admins read it. */
export interface AuditRow {
  id: string
  kind: AuditKind
  actorId: string | null
  actor: Person | null
  /** The person it is about, if any. */
  person: Person | null
  /** The invited person, if it is about an invitation. */
  invited: { name: string; email: string } | null
  ticketId: string | null
  ticketNumber: string | null
  /** The name of the API token it is about, as long as the token exists. */
  tokenName: string | null
  /** The name of the shop it is about, as long as the shop exists. */
  shopName: string | null
  data: Record<string, any>
  ip: string | null
  userAgent: string | null
  requestId: string | null
  at: string
}

/** A filter for entries: by kind, by person (actor or subject), and by time. */
export interface AuditFilter {
  kinds?: AuditKind[] | null
  personId?: string | null
  from?: Date | null
  to?: Date | null
}

/** A page of the audit log, newest first. Row-level security returns no rows to anyone but admins. */
export async function listAudit(filter: AuditFilter, page: Page): Promise<PageResult<AuditRow>> {
  const values: unknown[] = []
  const conditions = ['true']
  const where = (value: unknown, condition: (parameter: string) => string) => {
    values.push(value)
    conditions.push(condition(`$${values.length}`))
  }
  if (filter.kinds) where(filter.kinds, (kinds) => `a.kind = ANY (${kinds}::audit_kind[])`)
  if (filter.personId != null)
    where(
      filter.personId,
      (id) => `(a.actor_id = ${id}::uuid OR (a.target_type = 'user' AND a.target_id = ${id}::uuid))`,
    )
  if (filter.from) where(filter.from, (from) => `a.at >= ${from}`)
  if (filter.to) where(filter.to, (to) => `a.at < ${to}`)
  if (page.after) where(entryId(page.after[0]!), (id) => `a.id < ${id}::bigint`)
  if (values.length > 0) await planForValues()
  const text = `SELECT to_json(x) AS entry FROM (
    SELECT a.*, a.id::text AS entry_id, t.ticket_number, t.id AS ticket_id, i.name AS invited_name, i.email AS invited_email, k.name AS token_name, s.shop_name, ${personColumns('actor', 'by')}, ${personColumns('person', 'person')}
    FROM (SELECT * FROM audit_log a WHERE ${conditions.join(' AND ')} ORDER BY a.id DESC LIMIT ${page.limit + 1}) a
    LEFT JOIN users actor ON actor.id = a.actor_id
    LEFT JOIN users person ON a.target_type = 'user' AND person.id = a.target_id
    LEFT JOIN api_tokens k ON k.id = (a.data ->> 'token')::uuid
    LEFT JOIN sellers s ON s.id = (a.data ->> 'shop')::uuid
    LEFT JOIN invitations i ON a.target_type = 'invitation' AND i.id = a.target_id
    LEFT JOIN support_tickets t ON a.target_type = 'ticket' AND t.id = a.target_id
  ) x ORDER BY x.id DESC`
  const rows = await statement<{ entry: Record<string, any> }>(text).rows(...values)
  return pageResult(
    rows.map(({ entry }) => rowFrom(entry)),
    page,
  )
}

function entryId(cursor: string): string {
  if (!/^\d{1,18}$/.test(cursor)) throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
  return cursor
}

function rowFrom(entry: Record<string, any>): AuditRow {
  return {
    id: entry['entry_id'],
    kind: entry['kind'],
    actorId: entry['actor_id'],
    actor: personFrom(entry, 'by'),
    person: personFrom(entry, 'person'),
    invited: entry['invited_name'] ? { name: entry['invited_name'], email: entry['invited_email'] } : null,
    tokenName: entry['token_name'],
    shopName: entry['shop_name'],
    ticketId: entry['ticket_id'],
    ticketNumber: entry['ticket_number'],
    data: entry['data'],
    ip: entry['ip'],
    userAgent: entry['user_agent'],
    requestId: entry['request_id'],
    at: entry['at'],
  }
}
