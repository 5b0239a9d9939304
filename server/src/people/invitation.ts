import { randomBytes } from 'node:crypto'
import type { UserRole } from '../generated/prisma/client.ts'
import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { type Page, type PageResult, pageResult } from '../platform/page.ts'
import { RequestError } from '../platform/userError.ts'
import { hashToken } from '../viewer/apiTokens.ts'

/** A person who was invited. */
export interface Invitation {
  id: string
  email: string
  name: string
  role: UserRole
  shopName: string | null
  invitedById: string | null
  createdAt: Date
  expiresAt: Date
  mailedAt: Date | null
  mailProblem: string | null
  acceptedAt: Date | null
  cancelledAt: Date | null
  userId: string | null
}

/** How long a link is valid, in milliseconds. */
const GOOD_FOR_MS = 7 * 24 * 3600 * 1000
const TOKEN_BYTES = 32

/** A new link's token, its stored hash, and its expiry time. */
export function newToken(now = Date.now()): { token: string; hash: Buffer; expiresAt: Date } {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  return { token, hash: hashToken(token), expiresAt: new Date(now + GOOD_FOR_MS) }
}

/** The columns of an Invitation. */
export const COLUMNS = `id, email, name, role, shop_name AS "shopName", invited_by AS "invitedById", created_at AS "createdAt",
  expires_at AS "expiresAt", mailed_at AS "mailedAt", mail_problem AS "mailProblem", accepted_at AS "acceptedAt",
  cancelled_at AS "cancelledAt", user_id AS "userId"`

type Row = Invitation & Record<string, unknown>
const PENDING = 'accepted_at IS NULL AND cancelled_at IS NULL'

const byIds = statement<Row>(`SELECT ${COLUMNS} FROM invitations WHERE id = ANY ($1::uuid[])`)
const pending = statement<Row & { position: string }>(`
  SELECT ${COLUMNS}, created_at::text AS position FROM invitations
  WHERE ${PENDING} AND ($1::timestamptz IS NULL OR (created_at, id) < ($1, $2::uuid)) ORDER BY created_at DESC, id DESC LIMIT $3`)
const counted = statement<{ count: number }>(`SELECT count(*)::int AS count FROM invitations WHERE ${PENDING}`)

/** The invitations with these ids that the current identity may see, in no particular order. */
export function readInvitations(ids: readonly string[]): Promise<Invitation[]> {
  return byIds.rows(ids)
}

/** A page of pending invitations, newest first. */
export async function listInvitations(page: Page): Promise<PageResult<Invitation & { position: string }>> {
  const [at = null, id = null] = page.after ?? []
  if (at !== null && (Number.isNaN(Date.parse(at)) || !isUuid(id ?? '')))
    throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
  return pageResult(await pending.rows(at, id, page.limit + 1), page)
}

/** The number of pending invitations. */
export async function countInvitations(): Promise<number> {
  return (await counted.first())!.count
}
