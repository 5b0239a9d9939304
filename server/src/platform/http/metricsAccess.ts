import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Env } from '../../env.ts'
import { clientIp, isLoopback } from './clientIp.ts'

/**
 * Whether a request may read the metrics: with METRICS_TOKEN as a Bearer token. Without that variable, only from this machine
 * and not in production, where a proxy on the machine would make every request local.
 */
export function mayReadMetrics(
  req: IncomingMessage,
  env: Pick<Env, 'METRICS_TOKEN' | 'NODE_ENV' | 'TRUST_PROXY'>,
): boolean {
  const { METRICS_TOKEN: token, NODE_ENV } = env
  if (token === undefined) return NODE_ENV !== 'production' && isLoopback(clientIp(req, env))
  const given = /^bearer\s+(\S+)\s*$/i.exec(req.headers.authorization ?? '')?.[1] ?? ''
  return timingSafeEqual(hash(given), hash(token))
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
