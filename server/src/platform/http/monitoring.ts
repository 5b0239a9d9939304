import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import type { Env } from '../../env.ts'
import type { Pools } from '../database/pools.ts'
import { isHealthy } from './health.ts'
import { createMetrics, type MetricsSources } from './metrics.ts'
import { mayReadMetrics } from './metricsAccess.ts'

interface Deps {
  env: Pick<Env, 'METRICS_PORT' | 'METRICS_TOKEN' | 'NODE_ENV' | 'TRUST_PROXY'>
  pools: Pick<Pools, 'auth'>
  metrics: MetricsSources
}

/** What proxies and monitoring ask a node. */
export interface Monitoring {
  /** Serves /health, /ready and /metrics on the port of the desk; false for another path. */
  serve(req: IncomingMessage, res: ServerResponse, path: string): Promise<boolean>
  /** Serves the same on METRICS_PORT, where nothing needs a token; null without that variable. */
  server: http.Server | null
  /** From here on /ready says that new connections should go to another node. */
  startDraining(): void
}

/**
 * /health says that the node works, so that a supervisor need not restart it; /ready that it accepts new people, which a node
 * that is about to stop does not. With METRICS_PORT, only /health is served on the port that the public can reach.
 */
export function createMonitoring({ env, pools, ...deps }: Deps): Monitoring {
  const metrics = createMetrics(deps.metrics)
  let draining = false

  const respond = async (res: ServerResponse, path: string): Promise<void> => {
    if (path === '/metrics') return send(res, 200, await metrics.text(), metrics.contentType)
    if (path === '/ready' && draining) return send(res, 503, 'draining\n')
    return (await isHealthy(pools)) ? send(res, 200, 'ok\n') : send(res, 503, 'unavailable\n')
  }

  const serve = async (req: IncomingMessage, res: ServerResponse, path: string): Promise<boolean> => {
    if (!isMonitored(path)) return false
    if (path === '/health') await respond(res, path)
    else if (env.METRICS_PORT !== undefined) send(res, 404, 'Not found.\n')
    else if (mayReadMetrics(req, env)) await respond(res, path)
    else send(res.setHeader('WWW-Authenticate', 'Bearer'), 401, 'Send METRICS_TOKEN as a Bearer token.\n')
    return true
  }

  const server = http.createServer((req, res) => {
    const path = pathOf(req)
    if (!isMonitored(path)) return send(res, 404, 'Not found.\n')
    respond(res, path).catch(() => send(res, 500, 'error\n'))
  })
  return {
    serve,
    server: env.METRICS_PORT === undefined ? null : server,
    startDraining: () => void (draining = true),
  }
}

function isMonitored(path: string): boolean {
  return path === '/health' || path === '/ready' || path === '/metrics'
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0]!
}

function send(res: ServerResponse, status: number, text: string, type = 'text/plain'): void {
  if (!res.headersSent) res.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(text)
}
