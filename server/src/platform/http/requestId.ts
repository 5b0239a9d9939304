import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

// It is written to logs and responses unchanged, so it must not contain anything that could break a line or a header.
const WELL_FORMED = /^[A-Za-z0-9._-]{1,64}$/

/** The id of a request in logs and responses: a harmless X-Request-Id of the client, otherwise a new UUID. */
export function requestId(req: IncomingMessage): string {
  const given = req.headers['x-request-id']
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID()
}
