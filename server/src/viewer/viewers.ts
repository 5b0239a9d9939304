import type pg from 'pg'
import { LRUCache } from 'lru-cache'
import { bearerToken, hashToken, noteTokenUse } from './apiTokens.ts'
import { noteLanguage } from '../platform/requestScope.ts'
import { checkViewer, type Credentials } from './credentials.ts'
import { readRetrying } from './readRetrying.ts'
import { signInToken, type CookieSigning } from './signInCookie.ts'
import { lackedScopes, type TokenScope } from './tokenScopes.ts'
import type { SignInRef, Viewer } from './viewer.ts'

/** How long a viewer is cached without asking the database, in milliseconds, in case the hint of a revocation is lost. */
const BELIEVED_MS = 1_000
const BELIEVED_AT_MOST = 10_000

/** Finds viewers by cookie or token, and caches them briefly. */
interface Viewers {
  /** Rejects with VIEWER_MISMATCH if the credentials state another person than they belong to. */
  of(credentials: Credentials): Promise<Viewer | null>
  /** Likewise, and also who may only set up their second factor. */
  signedIn(credentials: Credentials): Promise<Viewer | null>
  forget(): void
}

/** Creates the lookup of viewers over the pool of sign-in. */
export function createViewers(pool: pg.Pool, signing: CookieSigning): Viewers {
  // The pending lookup is cached, so that a burst of requests queries once. A null result is never cached.
  const known = new LRUCache<string, Promise<Found | null>>({ max: BELIEVED_AT_MOST, ttl: BELIEVED_MS })

  const remember = (key: string, find: () => Promise<Found | null>): Promise<Found | null> => {
    const cached = known.get(key)
    if (cached) return cached
    const asked = find()
    known.set(key, asked)
    const drop = () => void (known.peek(key) === asked && known.delete(key))
    asked.then((viewer) => viewer ?? drop(), drop)
    return asked
  }

  const find = async ({ cookie, authorization }: Credentials): Promise<Found | null> => {
    // A request with a token is authenticated by that token: an invalid one does not fall back to a cookie. Schemes other than
    // Bearer are ignored, for example a proxy's own password.
    if (authorization && /^\s*bearer\b/i.test(authorization)) {
      const token = bearerToken(authorization)
      return token ? unexpired(await remember(token, () => byApiToken(pool, token))) : null
    }
    const token = cookie && signInToken(cookie, signing)
    return token ? unexpired(await remember(token, () => byCookie(pool, token))) : null
  }

  const signedIn = async (credentials: Credentials): Promise<Found | null> => {
    const viewer = await find(credentials)
    if (viewer) noteLanguage(viewer.language ?? null)
    if (viewer) checkViewer(viewer, credentials.viewer)
    return viewer
  }

  return {
    signedIn,
    async of(credentials) {
      const viewer = await signedIn(credentials)
      return viewer?.lacksSecondFactor ? null : viewer
    },
    // Clears everything, whoever's rights changed: each viewer costs one lookup, and nothing can be missed.
    forget: () => known.clear(),
  }
}

interface Found extends Viewer {
  lacksSecondFactor: boolean
}

function unexpired(viewer: Found | null): Found | null {
  const { expiresAt } = viewer?.signIn ?? {}
  return expiresAt && expiresAt.getTime() <= Date.now() ? null : viewer
}

const PERSON = 'u.id, u.role as own_role, u.name, u.email, u.avatar_url, u.is_service, u.language'

const BY_COOKIE = `select ${PERSON}, u.role, s.id as ref_id, s.expires_at, null::text[] as scopes,
    lacks_second_factor(u.role, u.two_factor_enabled or s.by_passkey) as lacks, s.last_seen_at < now() - interval '5 minutes' as unseen
  from sign_ins s join users u on u.id = s.user_id
  where s.token = $1 and s.expires_at > now() and u.disabled_at is null`

const BY_API_TOKEN = `select ${PERSON}, acting_role(u.role, t.scopes) as role, t.id as ref_id, t.expires_at, t.scopes::text[] as scopes,
    false as lacks, coalesce(t.last_used_at < now() - interval '1 hour', true) as unseen
  from api_tokens t join users u on u.id = t.user_id
  where t.token_hash = $1 and t.revoked_at is null and (t.expires_at is null or t.expires_at > now()) and u.disabled_at is null`

function byCookie(pool: pg.Pool, token: string): Promise<Found | null> {
  return findOne(pool, 'cookie', { name: 'viewer_by_cookie', text: BY_COOKIE, values: [token] })
}

function byApiToken(pool: pg.Pool, token: string): Promise<Found | null> {
  return findOne(pool, 'token', { name: 'viewer_by_token', text: BY_API_TOKEN, values: [hashToken(token)] })
}

async function findOne(pool: pg.Pool, kind: SignInRef['kind'], query: pg.QueryConfig): Promise<Found | null> {
  const row = (await readRetrying<ViewerRow>(pool, query)).rows[0]
  if (!row) return null
  const {
    id,
    role,
    name,
    email,
    avatar_url: avatarUrl,
    is_service: isService,
    language,
    ref_id: refId,
    expires_at: expiresAt,
  } = row
  if (row.unseen && kind === 'cookie') noteUse(pool, refId)
  if (row.unseen && kind === 'token') await noteTokenUse(pool, refId)
  const signIn = { kind, id: refId, expiresAt, ...(row.scopes && { lacks: lackedScopes(row.own_role, row.scopes) }) }
  const person = { id, role, name, email, avatarUrl, isService, language }
  return { ...person, signIn, lacksSecondFactor: row.lacks }
}

// Not waited for: no request should be slower or fail because of it.
function noteUse(pool: pg.Pool, signInId: string): void {
  pool.query('update sign_ins set last_seen_at = now() where id = $1', [signInId]).catch(() => undefined)
}

interface ViewerRow {
  id: string
  /** The role in which they act, and the one that they have. */
  role: Viewer['role']
  own_role: Viewer['role']
  name: string
  email: string
  avatar_url: string | null
  is_service: boolean
  language: string | null
  ref_id: string
  expires_at: Date | null
  scopes: TokenScope[] | null
  lacks: boolean
  unseen: boolean
}
