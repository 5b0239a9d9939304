import type pg from 'pg'
import { isUuid } from '../platform/database/identity.ts'
import { inTransaction } from './inTransaction.ts'
import { readRetrying } from './readRetrying.ts'

/** A person's sign-in in one browser, as the person sees it. */
interface ListedSignIn {
  id: string
  isCurrent: boolean
  userAgent: string | null
  ipAddress: string | null
  createdAt: string
  lastSeenAt: string
}

const LIST = `
  select id, id = $2 as "isCurrent", user_agent as "userAgent", ip_address as "ipAddress", created_at as "createdAt",
         last_seen_at as "lastSeenAt"
    from sign_ins where user_id = $1 and expires_at > now() order by id = $2 desc, last_seen_at desc, id limit 100`

/** A person's sign-ins: the current one first, then the most recently used. */
export async function listSignIns(pool: pg.Pool, userId: string, currentId: string): Promise<ListedSignIn[]> {
  return (await readRetrying<ListedSignIn>(pool, { text: LIST, values: [userId, currentId] })).rows
}

/** Ends one sign-in of a person. False if it is not theirs or has already ended. */
export async function endSignIn(pool: pg.Pool, userId: string, id: string): Promise<boolean> {
  if (!isUuid(id)) return false
  const query = 'delete from sign_ins where user_id = $1 and id = $2'
  return inTransaction(pool, async (client) => (await client.query(query, [userId, id])).rowCount === 1)
}

/** Ends all sign-ins of a person but this one. */
export async function endOtherSignIns(pool: pg.Pool, userId: string, currentId: string): Promise<void> {
  const query = 'delete from sign_ins where user_id = $1 and id <> $2'
  await inTransaction(pool, (client) => client.query(query, [userId, currentId]))
}
