import { statement } from '../platform/database/statement.ts'
import type { TokenScope } from '../viewer/tokenScopes.ts'

/** A token as it is listed. The token itself is not known. */
export interface ApiToken {
  id: string
  name: string
  scopes: TokenScope[]
  userId: string
  createdById: string | null
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

/** How many tokens a list has. */
export const LISTED_MAX = 500

const COLUMNS = `t.id, t.name, t.scopes::text[] AS scopes, t.user_id AS "userId", t.created_by AS "createdById", t.created_at AS "createdAt",
  t.expires_at AS "expiresAt", t.last_used_at AS "lastUsedAt", t.revoked_at AS "revokedAt"`

type Row = ApiToken & Record<string, unknown>
const list = statement<Row>(`SELECT ${COLUMNS} FROM api_tokens t
  WHERE ($1::uuid IS NULL OR t.user_id = $1) ORDER BY t.revoked_at IS NOT NULL, t.created_at DESC, t.id LIMIT ${LISTED_MAX}`)
const byId = statement<Row>(`SELECT ${COLUMNS} FROM api_tokens t WHERE t.id = $1`)

/** The tokens that the current identity may see, or those of one person; valid ones first, then the newest. */
export function listTokens(userId: string | null): Promise<ApiToken[]> {
  return list.rows(userId)
}

/** The token with this id; null if it does not exist or is invisible to the current identity. */
export async function readToken(id: string): Promise<ApiToken | null> {
  return (await byId.first(id)) ?? null
}
