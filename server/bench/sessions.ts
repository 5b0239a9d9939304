import { createHmac, randomBytes } from 'node:crypto'
import { readEnv } from '../src/env.ts'
import { globalId } from '../src/graphql/globalId.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { openPools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { cookieSecret } from '../src/viewer/authentication.ts'
import type { BenchData } from './data.ts'

/** Somebody who is signed in in a browser. */
export interface Session {
  userId: string
  /** The Cookie header. */
  cookie: string
}

/** The parts of a database that signing in needs. */
type Database = Pick<BenchData, 'roles' | 'superuserUrl' | 'secret'>

/** Signs people in as their browsers would be: a cookie each. Thousands at once, so without their passwords. */
export async function signIn({ roles, superuserUrl, secret }: Database, userIds: string[]): Promise<Session[]> {
  const pools = openPools(roles, silentLog)
  const key = await cookieSecret({ pools, env: { ...readEnv(), PARLEY_SECRET: secret } }).finally(() => pools.close())
  const tokens = userIds.map(() => randomBytes(24).toString('base64url'))
  await withClient(superuserUrl, 'parley bench', (client) =>
    client.query(
      `INSERT INTO sign_ins (user_id, token, expires_at) SELECT *, now() + interval '1 day' FROM unnest($1::uuid[], $2::text[])`,
      [userIds, tokens],
    ),
  )
  return userIds.map((userId, n) => ({ userId, cookie: `parley.session_token=${signed(tokens[n]!, key)}` }))
}

function signed(token: string, key: string): string {
  return encodeURIComponent(`${token}.${createHmac('sha256', key).update(token).digest('base64')}`)
}

/** The headers that a page of the client sends with every operation. */
export function pageHeaders({ userId, cookie }: Session): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    Accept:
      'application/graphql-response+json, application/graphql+json, application/json, text/event-stream, multipart/mixed',
    Origin: 'http://127.0.0.1',
    Cookie: cookie,
    'parley-viewer': globalId('User', userId),
  }
}
