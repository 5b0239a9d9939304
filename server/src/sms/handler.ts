import type { IncomingMessage, ServerResponse } from 'node:http'
import { refuse } from '../attachments/answers.ts'
import { isUuid, MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { readBody } from '../platform/http/readBody.ts'
import { isSignedBy } from '../platform/sms/twilio.ts'
import type { SmsDesk } from './settings.ts'
import { acceptText, deliverText, failText, startTexts, stopTexts } from './textStates.ts'

const BODY_MAX_BYTES = 64 * 1024
/** What the provider itself takes for "no more" and for "again", in capitals. */
const STOP = /^(STOP|STOPALL|STOP ALL|UNSUBSCRIBE|CANCEL|END|QUIT|REVOKE|OPTOUT)$/
const START = /^(START|YES|UNSTOP)$/

/** Serves what the provider reports: `POST /api/sms/status` about a message of ours, `POST /api/sms/inbound` a message to us. */
export function createSmsHandler({ pools, sms }: { pools: Pools; sms: SmsDesk | null }) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(req.url!, 'http://desk')
    const report = { '/api/sms/status': recordStatus, '/api/sms/inbound': recordAnswer }[pathname]
    if (!report || !sms?.publicUrl) return refuse(res, 404, 'NOT_FOUND', 'There is no such address.')
    if (req.method !== 'POST') return refuse(res, 405, 'BAD_USER_INPUT', 'Reports are sent with POST.')
    const body = await readBody(req, BODY_MAX_BYTES)
    if (body === undefined) return refuse(res, 413, 'BAD_USER_INPUT', 'A report has at most 64 KiB.')
    const parameters = new URLSearchParams(body)
    const signature = String(req.headers['x-twilio-signature'] ?? '')
    if (!isSignedBy(sms.token, signature, new URL(req.url!, sms.publicUrl).href, parameters))
      return refuse(res, 403, 'FORBIDDEN', 'The signature is wrong.')
    await asIdentity(pools, MAINTENANCE, 'write', () => report(parameters, searchParams.get('id') ?? ''))
    res.writeHead(200, { 'Content-Type': 'text/xml', 'Cache-Control': 'no-store' }).end('<Response/>')
  }
}

/** Reports come in any order: what has been delivered or has failed stays so. */
async function recordStatus(parameters: URLSearchParams, id: string): Promise<void> {
  const [providerId, status] = [parameters.get('MessageSid') ?? '', parameters.get('MessageStatus') ?? '']
  if (!isUuid(id) || providerId === '') return
  if (status === 'delivered' || status === 'read') return deliverText({ id, providerId })
  if (status !== 'failed' && status !== 'undelivered' && status !== 'canceled') return acceptText({ id, providerId })
  const code = Number(parameters.get('ErrorCode')) || null
  const problem = `it could not be delivered to the phone${code ? ` (error ${code})` : ''}`
  return failText({ id, code, problem, providerId })
}

/** The provider answers these words itself, and sends nothing to the number either. */
async function recordAnswer(parameters: URLSearchParams): Promise<void> {
  const from = parameters.get('From') ?? ''
  const word = (parameters.get('OptOutType') ?? parameters.get('Body') ?? '').trim().toUpperCase()
  if (STOP.test(word)) await stopTexts(from)
  if (START.test(word)) await startTexts(from)
}
