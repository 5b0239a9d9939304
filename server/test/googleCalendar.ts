import http from 'node:http'
import type { AddressInfo } from 'node:net'

type Json = Record<string, any>

/** A response that replaces that of the next request to the calendar. */
export type Fault =
  | { status: number; reason?: string }
  /** Never responds. */
  | 'silent'
  /** Performs the request, and sends half of the response. */
  | 'truncated'
  /** Performs the request, and closes the connection without a response. */
  | 'lost'

/** A server that follows Google's documentation of the token endpoint and of the calendar's events. */
export interface GoogleServer {
  url: string
  /** The events, by id; deleted ones have the status `cancelled`. */
  events: Map<string, Json>
  /** Each request so far: method, path and query. */
  requests: { method: string; path: string; query: URLSearchParams; body: Json }[]
  /** The faults of the next requests to the calendar, one each. */
  faults: Fault[]
  /** How many reads or changes of an event its conference stays `pending`. */
  pendingFor: number
  /** Whether conferences fail. */
  conferencesFail: boolean
  /** Refuses the access token that was issued last, as after its expiry. */
  expireToken(): void
  /** Whether the refresh token was revoked. */
  revoked: boolean
  tokensIssued: number
  close(): Promise<void>
}

/** Starts one. */
export async function googleServer(): Promise<GoogleServer> {
  let token = ''
  const google: GoogleServer = {
    url: '',
    events: new Map(),
    requests: [],
    faults: [],
    pendingFor: 0,
    conferencesFail: false,
    expireToken: () => (token = ''),
    revoked: false,
    tokensIssued: 0,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = http.createServer((req, res) => {
    void bodyOf(req).then((text) => {
      const { pathname, searchParams } = new URL(req.url!, 'http://localhost')
      if (pathname === '/token') {
        const form = new URLSearchParams(text)
        const known = form.get('refresh_token') === 'refresh' || form.get('assertion')
        if (google.revoked || !known) return send(res, 400, { error: 'invalid_grant' })
        google.tokensIssued += 1
        token = `token-${google.tokensIssued}`
        return send(res, 200, { access_token: token, expires_in: 3_599, token_type: 'Bearer' })
      }
      const body = (text ? JSON.parse(text) : {}) as Json
      google.requests.push({ method: req.method!, path: pathname, query: searchParams, body })
      if (!token || req.headers.authorization !== `Bearer ${token}`) return refuse(res, 401, 'authError')
      const fault = google.faults.shift()
      if (typeof fault === 'object') return refuse(res, fault.status, fault.reason)
      if (fault === 'silent') return undefined
      const { status, answer } = handle(google, req.method!, pathname, searchParams, body)
      if (fault === 'lost') return res.destroy()
      if (fault === 'truncated') return truncated(res, answer)
      return send(res, status, answer)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  google.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return google
}

interface Answer {
  status: number
  answer: Json | null
}
const failure = (status: number, reason = ''): Answer => ({ status, answer: problem(status, reason) })

function handle(google: GoogleServer, method: string, path: string, query: URLSearchParams, body: Json): Answer {
  const match = /^\/calendar\/v3\/calendars\/([^/]+)\/events(?:\/([^/]+))?$/.exec(path)
  if (!match || match[1] !== 'primary') return failure(404, 'notFound')
  const withConference = query.get('conferenceDataVersion') === '1'
  if (method === 'POST') return insert(google, body, withConference)
  const event = google.events.get(match[2]!)
  if (!event) return failure(404, 'notFound')
  if (method === 'DELETE') {
    if (event['status'] === 'cancelled') return failure(410, 'deleted')
    event['status'] = 'cancelled'
    return { status: 204, answer: null }
  }
  if (method === 'PATCH') {
    if (event['purged']) return failure(410, 'deleted')
    const { conferenceData, ...rest } = body
    Object.assign(event, rest, { sequence: event['sequence'] + 1 })
    if (conferenceData && withConference) Object.assign(event, { conferenceData: requested(conferenceData, google) })
  }
  settle(event, google)
  return { status: 200, answer: event }
}

function insert(google: GoogleServer, body: Json, withConference: boolean): Answer {
  const id: string = body['id'] ?? `generated${google.events.size}`
  // The characters and lengths that events.insert documents.
  if (!/^[a-v0-9]{5,1024}$/.test(id)) return failure(400, 'invalid')
  if (google.events.has(id)) return failure(409, 'duplicate')
  const event: Json = { ...body, id, iCalUID: `${id}@google.com`, sequence: 0, polls: google.pendingFor }
  // Without conferenceDataVersion=1, conference data is ignored.
  event['conferenceData'] = withConference ? requested(body['conferenceData'], google) : undefined
  google.events.set(id, event)
  settle(event, google)
  return { status: 200, answer: event }
}

function requested(data: Json | undefined, google: GoogleServer): Json | undefined {
  const request = data?.['createRequest']
  if (!request) return undefined
  const statusCode = google.conferencesFail ? 'failure' : 'pending'
  return { createRequest: { ...request, status: { statusCode } } }
}

/** A pending conference becomes ready after the number of reads set by the test. */
function settle(event: Json, google: GoogleServer): void {
  const request = event['conferenceData']?.createRequest
  if (request?.status.statusCode !== 'pending' || google.conferencesFail) return
  if (event['polls']-- > 0) return
  request.status = { statusCode: 'success' }
  const uri = `https://meet.google.com/${event['id'].slice(0, 10)}`
  Object.assign(event, { hangoutLink: uri })
  event['conferenceData'].entryPoints = [
    { entryPointType: 'phone', uri: 'tel:+1-555-0100' },
    { entryPointType: 'video', uri },
  ]
}

const problem = (code: number, reason: string): Json => ({
  error: { code, message: reason, errors: [{ domain: 'usageLimits', reason, message: reason }] },
})

function refuse(res: http.ServerResponse, status: number, reason = 'backendError'): void {
  send(res, status, problem(status, reason))
}

function send(res: http.ServerResponse, status: number, answer: Json | null): void {
  res.writeHead(status, { 'Content-Type': 'application/json; charset=UTF-8' }).end(answer && JSON.stringify(answer))
}

function truncated(res: http.ServerResponse, answer: Json | null): void {
  const text = JSON.stringify(answer)
  res.writeHead(200, { 'Content-Type': 'application/json; charset=UTF-8' }).end(text.slice(0, text.length / 2))
}

async function bodyOf(req: http.IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of req) text += String(chunk)
  return text
}
