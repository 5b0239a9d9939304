import type { ServerResponse } from 'node:http'
import { translated } from '../languages/translated.ts'

/** Sends an error of docs/errors.md in the language of the request; the rest of the request's body is not read. */
export function refuse(res: ServerResponse, status: number, code: string, message: string): void {
  const body = JSON.stringify({ errors: [{ message: translated(message), extensions: { code } }] })
  res
    .writeHead(status, {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      // A connection can only be reused if its request was read to the end: the rest would be parsed as the next
      // request.
      ...(!res.req.complete && { Connection: 'close' }),
    })
    .end(res.req.method === 'HEAD' ? undefined : body)
}
