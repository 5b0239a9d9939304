import { isIP } from 'node:net'
import type { Env } from '../env.ts'

type OriginEnv = Pick<Env, 'PUBLIC_URL' | 'NODE_ENV' | 'HOST' | 'TRUST_PROXY'>

/** Where `pnpm dev` serves the client, which connects to this server through Vite's proxy. */
const DEV_CLIENTS = new Set(['http://localhost:5173', 'http://127.0.0.1:5173'])
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether a page of this origin may act with the viewer's cookie: only the desk's own pages. `host` is the request's Host
 * header. A missing Origin and "null" (sandboxed frames, files) are refused.
 */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined, env: OriginEnv): boolean {
  if (!origin || origin === 'null') return false
  if (env.PUBLIC_URL && origin === new URL(env.PUBLIC_URL).origin) return true
  if (env.NODE_ENV === 'development' && DEV_CLIENTS.has(origin)) return true
  return isOwnHost(host, env) && (origin === `http://${host}` || origin === `https://${host}`)
}

/**
 * Whether a WebSocket upgrade is allowed. CORS does not cover WebSockets: any page may open one, and the browser adds the
 * cookie (cross-site WebSocket hijacking). Browsers always send Origin, so a missing one means a program; that is accepted
 * if it sends no cookie and authenticates by connectionParams, which no foreign page can know.
 */
export function isAllowedUpgrade(
  headers: { origin?: string; host?: string; cookie?: string },
  env: OriginEnv,
): boolean {
  if (headers.origin === undefined) return !headers.cookie
  return isAllowedOrigin(headers.origin, headers.host, env)
}

// With PUBLIC_URL the host is known, and other names are accepted only from the machine itself. Without it, a server that
// listens on loopback accepts only loopback names and addresses: otherwise a foreign name that resolves to this machine
// (DNS rebinding) would be accepted.
function isOwnHost(host: string | undefined, env: OriginEnv): boolean {
  const name = hostname(host)
  if (name === undefined) return false
  if (LOOPBACK.has(name)) return env.NODE_ENV !== 'production' || !env.PUBLIC_URL
  if (env.PUBLIC_URL) return false
  const listensOnLoopback = LOOPBACK.has(env.HOST) || env.HOST === '::1'
  return !listensOnLoopback || env.TRUST_PROXY || isIP(name.replace(/^\[|\]$/g, '')) > 0
}

function hostname(host: string | undefined): string | undefined {
  // A Host that a URL parser would not read as a name and a port (user@, /path) is rejected.
  if (!host || !/^(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:\d+)?$/i.test(host)) return undefined
  return new URL(`http://${host}`).hostname
}
