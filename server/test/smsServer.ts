import { createHmac, randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { readBody } from '../src/platform/http/readBody.ts'

/** A response that the next request gets: a status with an error code, nothing, or the message is taken without an answer. */
export type Fault = { status: number; code?: number } | 'silent' | 'lost' | 'truncated'

/** A server that follows Twilio's documentation of Messages.json and of its signed reports. */
export interface SmsServer {
  url: string
  /** The messages that it has accepted, in order. */
  sent: { sid: string; to: string; from: string; body: string; callback: string | null }[]
  requests: number
  faults: Fault[]
  /** Numbers that have answered STOP (21610). */
  stopped: Set<string>
  /** Reports to `url` as Twilio does, signed for `signedUrl`. */
  report(url: string, signedUrl: string, parameters: Record<string, string>, token?: string): Promise<Response>
  close(): Promise<void>
}

/** The account that it serves. */
export const ACCOUNT = { SMS_ACCOUNT: 'AC0123', SMS_TOKEN: 'the account’s token', SMS_FROM: '+15005550006' }

/** Starts one. */
export async function smsServer(): Promise<SmsServer> {
  const sms: SmsServer = {
    url: '',
    sent: [],
    requests: 0,
    faults: [],
    stopped: new Set(),
    report: (url, signedUrl, parameters, token = ACCOUNT.SMS_TOKEN) => {
      const names = Object.keys(parameters).toSorted()
      const text = signedUrl + names.map((name) => name + parameters[name]).join('')
      const signature = createHmac('sha1', token).update(text).digest('base64')
      const body = new URLSearchParams(parameters)
      return fetch(url, { method: 'POST', body, headers: { 'X-Twilio-Signature': signature } })
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = http.createServer((req, res) => void handle(sms, req, res))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  sms.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return sms
}

const CREDENTIALS = `Basic ${Buffer.from(`${ACCOUNT.SMS_ACCOUNT}:${ACCOUNT.SMS_TOKEN}`).toString('base64')}`

async function handle(sms: SmsServer, req: http.IncomingMessage, res: http.ServerResponse): Promise<void> {
  const form = new URLSearchParams(await readBody(req, 1e6))
  sms.requests += 1
  if (req.method !== 'POST' || req.url !== `/2010-04-01/Accounts/${ACCOUNT.SMS_ACCOUNT}/Messages.json`)
    return refuse(res, 404, 20404, 'The requested resource was not found')
  if (req.headers.authorization !== CREDENTIALS) return refuse(res, 401, 20003, 'Authenticate')
  const fault = sms.faults.shift()
  if (typeof fault === 'object') return refuse(res, fault.status, fault.code ?? 20500, `Fault ${fault.status}`)
  if (fault === 'silent') return
  const [to, body] = [form.get('To') ?? '', form.get('Body') ?? '']
  if (!/^\+[1-9]\d{6,14}$/.test(to))
    return refuse(res, 400, 21211, `The 'To' number ${to} is not a valid phone number.`)
  if (sms.stopped.has(to)) return refuse(res, 400, 21610, 'Attempt to send to unsubscribed recipient')
  if (!body) return refuse(res, 400, 21602, 'Message body is required.')
  const sid = `SM${randomUUID().replaceAll('-', '')}`
  sms.sent.push({ sid, to, from: form.get('From') ?? '', body, callback: form.get('StatusCallback') })
  if (fault === 'lost') return void res.destroy()
  const answer = JSON.stringify({ sid, status: 'queued', to, body, error_code: null })
  res.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) })
  if (fault === 'truncated') return void res.write(answer.slice(0, 5), () => res.destroy())
  res.end(answer)
}

function refuse(res: http.ServerResponse, status: number, code: number, message: string): void {
  const body = JSON.stringify({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status })
  res.writeHead(status, { 'Content-Type': 'application/json' }).end(body)
}
