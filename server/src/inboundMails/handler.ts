import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { refuse } from '../attachments/answers.ts'
import type { Files } from '../attachments/files.ts'
import { isStaffRole, isUuid } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { MissingBlobError } from '../platform/files/blobs.ts'
import { type Credentials, credentialsOf } from '../viewer/credentials.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { MAIL_MAX_BYTES } from './inboundMail.ts'
import { isOriginalVisible } from './reads.ts'
import { MailTooLargeError } from './spool.ts'
import type { IncomingMail } from './storeMail.ts'

interface HandlerDeps {
  /** The webhook's bearer token; without one there is no webhook. */
  token: string | undefined
  files: Files
  store(mail: IncomingMail): Promise<void>
  viewerOf(credentials: Credentials): Promise<Viewer | null>
}

/** Serves `POST /api/mail/inbound`, which receives a mail, and `GET /api/mail/<id>.eml`, the original of a mail for staff. */
export function createMailHandler(deps: HandlerDeps) {
  return (req: IncomingMessage, res: ServerResponse): Promise<void> | void => {
    const name = req.url!.split('?')[0]!.slice('/api/mail/'.length)
    if (name === 'inbound') return receive(req, res, deps)
    const id = /^([^/]+)\.eml$/.exec(name)?.[1] ?? ''
    if (!isUuid(id)) return refuse(res, 404, 'NOT_FOUND', 'The mail does not exist.')
    return sendOriginal(req, res, id.toLowerCase(), deps)
  }
}

async function receive(req: IncomingMessage, res: ServerResponse, { token, store }: HandlerDeps): Promise<void> {
  if (token === undefined)
    return refuse(res, 404, 'NOT_FOUND', 'Mails are not received here: INBOUND_TOKEN is not set.')
  if (req.method !== 'POST') return refuse(res, 405, 'BAD_USER_INPUT', 'Send the mail with POST.')
  const given = /^bearer\s+(\S+)\s*$/i.exec(req.headers.authorization ?? '')?.[1] ?? ''
  if (!timingSafeEqual(sha256(given), sha256(token)))
    return refuse(res, 401, 'UNAUTHENTICATED', 'Send INBOUND_TOKEN as a Bearer token.')
  const type = req.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (type !== 'message/rfc822') return refuse(res, 415, 'BAD_USER_INPUT', 'Send the raw mail as message/rfc822.')
  if (Number(req.headers['content-length']) > MAIL_MAX_BYTES) return refuseTooLarge(res)
  try {
    await store({ raw: req, channel: 'webhook', envelopeSender: null, recipients: [] })
  } catch (error) {
    if (error instanceof MailTooLargeError) return refuseTooLarge(res)
    // A client that disconnected gets no response.
    if (req.destroyed && !req.complete) return void res.destroy()
    throw error
  }
  res.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }).end('{"ok":true}')
}

function refuseTooLarge(res: ServerResponse): void {
  refuse(res, 413, 'FILE_TOO_LARGE', `A mail can have at most ${MAIL_MAX_BYTES} bytes.`)
}

async function sendOriginal(req: IncomingMessage, res: ServerResponse, id: string, deps: HandlerDeps): Promise<void> {
  const { pools, blobs } = deps.files
  if (req.method !== 'GET' && req.method !== 'HEAD')
    return refuse(res, 405, 'BAD_USER_INPUT', 'Mails are read with GET.')
  const viewer = await deps.viewerOf(credentialsOf(req.headers))
  if (!viewer) return refuse(res, 401, 'UNAUTHENTICATED', 'Sign in first.')
  const identity = { role: viewer.role, userId: viewer.id }
  const isVisible = isStaffRole(viewer.role) && (await asIdentity(pools, identity, 'read', () => isOriginalVisible(id)))
  const bytes = isVisible ? await blobs.read(id, 'file').catch(unlessMissing) : null
  if (!bytes) return refuse(res, 404, 'NOT_FOUND', 'The mail does not exist.')
  // Always downloaded, never displayed: the content comes from strangers.
  res.writeHead(200, {
    'Content-Type': 'message/rfc822',
    'Content-Disposition': `attachment; filename="mail-${id.slice(0, 8)}.eml"`,
    'Content-Security-Policy': `sandbox; default-src 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  })
  if (req.method === 'HEAD') {
    bytes.destroy()
    return void res.end()
  }
  await pipeline(bytes, res).catch(() => void res.destroy())
}

function unlessMissing(error: unknown): null {
  if (error instanceof MissingBlobError) return null
  throw error
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
