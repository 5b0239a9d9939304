import { isIP } from 'node:net'
import type { Env } from '../env.ts'

type OriginEnv = Pick<Env, 'PUBLIC_URL' | 'NODE_ENV' | 'HOST' | 'TRUST_PROXY'>

/** Where `pnpm dev` serves the client, which then talks to this server through Vite's proxy. */
const DEV_CLIENTS = new Set(['http://localhost:5173', 'http://127.0.0.1:5173'])
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a page of this origin may act with the cookie of whoever looks at it: the desk's own pages only.
 * `host` is the request's Host header. A missing Origin and "null" (sandboxed frames, files) are refused.
 */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined, env: OriginEnv): boolean {
  if (!origin || origin === 'null') return false
  if (env.PUBLIC_URL && origin === new URL(env.PUBLIC_URL).origin) return true
  if (env.NODE_ENV === 'development' && DEV_CLIENTS.has(origin)) return true
  return isOwnHost(host, env) && (origin === `http://${host}` || origin === `https://${host}`)
}

/**
 * Whether a WebSocket upgrade is allowed. CORS doesn't cover WebSockets: any page may open one here, and the browser
 * adds the cookie (cross-site WebSocket hijacking). Browsers always send Origin, so a missing one means a program; that
 * is fine as long as it brings no cookie and proves itself by connectionParams, which no foreign page can know.
 */
export function isAllowedUpgrade(
  headers: { origin?: string; host?: string; cookie?: string },
  env: OriginEnv,
): boolean {
  if (headers.origin === undefined) return !headers.cookie
  return isAllowedOrigin(headers.origin, headers.host, env)
}

// With PUBLIC_URL the name is known, and only someone on the machine itself may use another. Without it, a server that
// listens on loopback takes loopback names and addresses only: a foreign name that is made to point here (DNS
// rebinding) would otherwise be as good as our own.
function isOwnHost(host: string | undefined, env: OriginEnv): boolean {
  const name = hostname(host)
  if (name === undefined) return false
  if (LOOPBACK.has(name)) return env.NODE_ENV !== 'production' || !env.PUBLIC_URL
  if (env.PUBLIC_URL) return false
  const listensOnLoopback = LOOPBACK.has(env.HOST) || env.HOST === '::1'
  return !listensOnLoopback || env.TRUST_PROXY || isIP(name.replace(/^\[|\]$/g, '')) > 0
}

function hostname(host: string | undefined): string | undefined {
  // A Host that a URL would read as something else than a name and a port (user@, /path) is nobody's.
  if (!host || !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d+)?$/i.test(host)) return undefined
  return new URL(`http://${host}`).hostname
}
