import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

// Goes into logs and answers as it is, so nothing that could break a line or a header.
const WELL_FORMED = /^[A-Za-z0-9._-]{1,64}$/

/** The id of a request in logs and answers: X-Request-Id as it came when it is harmless, otherwise a new UUID. */
export function requestId(req: IncomingMessage): string {
  const given = req.headers['x-request-id']
  return typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID()
}
