import { createHmac, timingSafeEqual } from 'node:crypto'
import { inCall } from '../tracing.ts'

/** An account at a provider with Twilio's API. */
export interface SmsAccount {
  /** The API's origin. */
  url: string
  account: string
  token: string
  /** A phone number, a sender's name, or the id of a messaging service. */
  from: string
  /** How long the provider may take, in milliseconds. */
  timeoutMs?: number
}

/**
 * What became of a message that was handed over: `later` was certainly not sent, `unknown` may have been. `code` is the
 * provider's error code.
 */
export type Handover =
  | { outcome: 'accepted'; providerId: string }
  | { outcome: 'refused'; code: number | null; problem: string }
  | { outcome: 'later' | 'unknown'; problem: string }

/** Hands a text message over (POST …/Messages.json). Never throws. */
export async function postMessage(
  { url, account, token, from, timeoutMs = 15_000 }: SmsAccount,
  message: { to: string; body: string; statusCallback: string | null },
): Promise<Handover> {
  const form = new URLSearchParams({
    To: message.to,
    [/^MG[0-9a-f]{32}$/.test(from) ? 'MessagingServiceSid' : 'From']: from,
    Body: message.body,
    ...(message.statusCallback && { StatusCallback: message.statusCallback }),
  })
  return inCall('send text message', {}, () => post(url, account, token, form, timeoutMs))
}

async function post(
  url: string,
  account: string,
  token: string,
  body: URLSearchParams,
  timeoutMs: number,
): Promise<Handover> {
  try {
    const response = await fetch(new URL(`/2010-04-01/Accounts/${encodeURIComponent(account)}/Messages.json`, url), {
      method: 'POST',
      body,
      headers: { Authorization: `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}` },
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    return handoverFrom(response.status, (await response.json().catch(() => ({}))) as ResponseBody)
  } catch (error) {
    return { outcome: isUnreached(error) ? 'later' : 'unknown', problem: 'the text message provider does not answer' }
  }
}

interface ResponseBody {
  sid?: unknown
  code?: unknown
  message?: unknown
}

/** Statuses with which nothing was sent, and which pass: the account's, too many requests, maintenance. */
const PASSING = [401, 403, 408, 429, 503]

function handoverFrom(status: number, { sid, code, message }: ResponseBody): Handover {
  if (status >= 200 && status < 300 && typeof sid === 'string') return { outcome: 'accepted', providerId: sid }
  const said = typeof message === 'string' ? message.slice(0, 200) : `status ${status}`
  const problem = `the text message provider answered: ${said}`
  if (PASSING.includes(status)) return { outcome: 'later', problem }
  if (status >= 400 && status < 500)
    return { outcome: 'refused', code: typeof code === 'number' ? code : null, problem }
  return { outcome: 'unknown', problem }
}

/** Whether there never was a connection. */
function isUnreached(error: unknown): boolean {
  const { cause } = error as { cause?: { code?: string } }
  return ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes(cause?.code ?? '')
}

/** Whether the provider has signed this request (X-Twilio-Signature): its full address and its parameters, sorted by name. */
export function isSignedBy(token: string, given: string, url: string, parameters: URLSearchParams): boolean {
  const [expected, signature] = [Buffer.from(signatureOf(token, url, parameters)), Buffer.from(given)]
  return expected.length === signature.length && timingSafeEqual(expected, signature)
}

function signatureOf(token: string, url: string, parameters: URLSearchParams): string {
  const pairs = [...new Set([...parameters.keys()])].toSorted()
  const text = pairs.map((name) =>
    [...new Set(parameters.getAll(name))]
      .toSorted()
      .map((value) => name + value)
      .join(''),
  )
  return createHmac('sha1', token)
    .update(url + text.join(''))
    .digest('base64')
}
