import { randomUUID } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { type ExecutionArgs, GraphQLError } from 'graphql'
import { useServer } from 'graphql-ws/use/ws'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Connection } from '../live/member.ts'
import type { Rights } from '../live/rights.ts'
import type { Logger } from '../platform/log.ts'
import { type Caller, currentRequestId, inRequest } from '../platform/requestScope.ts'
import { RequestError } from '../platform/userError.ts'
import type { Credentials } from '../viewer/credentials.ts'
import { ONE_SOCKET, type RateLimits } from '../viewer/rateLimits.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { Context } from './context.ts'
import { presentError } from './errors.ts'
import { FRAME_MAX_BYTES, SUBSCRIPTIONS_PER_SOCKET } from './limits.ts'
import { SocketLimit } from './socketLimit.ts'
import { socketSink } from './socketSink.ts'
import type { TrustedDocuments } from './trustedDocuments.ts'
import type { createGraphql } from './yoga.ts'

interface Deps {
  server: Server
  graphql: ReturnType<typeof createGraphql>
  documents: TrustedDocuments
  rights: Rights
  viewerOf(credentials: Credentials): Promise<Viewer | null>
  /** Records that a person is online. */
  seen(userId: string): Promise<void>
  isAllowedOrigin(req: IncomingMessage): boolean
  callerOf(req: IncomingMessage): Caller
  log: Logger
  /** The maximum number of open sockets of one person. */
  socketsPerPerson: number
  rates: RateLimits
  now?: () => number
}

type SocketExtra = {
  socket: WebSocket
  request: IncomingMessage
  connection?: Connection
  viewer?: Viewer
} & Record<string, unknown>

/** The ping interval, in milliseconds. Sockets whose peer has not answered by the next ping are closed. */
const PING_MS = 12_000
/** How long to wait for a peer to answer a close frame, in milliseconds. */
const CLOSE_MS = 2_000
/** A peer that keeps sending while this many bytes of responses are unread is disconnected. */
const UNREAD_MAX = 4 * 1024 * 1024

/**
 * Serves graphql-transport-ws on /graphql. Every operation passes through Yoga's plugins (limits, masking, identity); the
 * hub writes the frames of live feeds.
 */
export function serveSockets(deps: Deps): { close(): Promise<void> } {
  const { server, rights, isAllowedOrigin, callerOf, log } = deps
  const limit = new SocketLimit(deps.socketsPerPerson)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: FRAME_MAX_BYTES, perMessageDeflate: false })
  const disposable = useServer<Record<string, unknown>, SocketExtra>(
    {
      connectionInitWaitTimeout: 10_000,
      jsonMessageReviver: refuseServersWords,
      // False closes with 4403, so that clients reconnect once they have signed in.
      onConnect: ({ extra, connectionParams }) => {
        const connect = () => signIn(extra, connectionParams, limit, deps)
        return inRequest(randomUUID(), connect, callerOf(extra.request)).catch((error: Error) =>
          refuseSignIn(extra.socket, error, log),
        )
      },
      onClose: ({ extra: { connection } }) => {
        if (!connection) return
        rights.connections.delete(connection)
        limit.remove(connection)
      },
      onSubscribe: ({ extra, subscriptions }, id, payload) => {
        const requestId = randomUUID()
        const caller = callerOf(extra.request)
        const subscribed = async () => {
          if (Object.keys(subscriptions).length > SUBSCRIPTIONS_PER_SOCKET) return [tooManySubscriptions(requestId)]
          const { socket, request, connection, viewer = null } = extra
          const sink = connection && { socket: socketSink(socket, request.socket, id, connection) }
          return prepare(deps, payload, { viewer, requestId, caller, ...sink })
        }
        return inRequest(requestId, subscribed, caller)
      },
      execute: (args) => within(args as PreparedArgs, ({ execute }) => execute(withoutRoot(args))),
      subscribe: (args) => within(args as PreparedArgs, ({ subscribe }) => subscribe(withoutRoot(args))),
      onError: (_ctx, _id, _payload, errors) => errors,
    },
    sockets,
    PING_MS,
  )
  server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => {
    // A peer that disconnects during the handshake is not an error of the server.
    socket.on('error', () => {})
    if (pathOf(req) !== '/graphql') return refuse(socket, '404 Not Found')
    if (!isAllowedOrigin(req)) return refuse(socket, '403 Forbidden')
    const upgrade = () => sockets.handleUpgrade(req, socket, head, (open) => takeSocket(sockets, open, req, log))
    void waitOf(callerOf(req).ip, deps).then((seconds) => (seconds > 0 ? refuseBusy(socket, seconds) : upgrade()))
  })
  return {
    close: async () => {
      // 1012: the service restarts; clients reconnect with jitter and resume from their cursors.
      for (const open of sockets.clients) closeSoon(open, 1012, 'Restarting')
      await disposable.dispose()
    },
  }
}

/** Authenticates the socket; false if that fails or the socket has closed. */
async function signIn(
  extra: SocketExtra,
  params: Record<string, unknown> = {},
  limit: SocketLimit,
  { viewerOf, rights, rates, seen, now = Date.now }: Deps,
): Promise<boolean> {
  const viewer = await viewerOf(credentialsIn(params, extra.request))
  if (!viewer) return false
  await rates.take(viewer, ONE_SOCKET)
  // The socket may have closed in the meantime: `onClose` has run already.
  if (extra.socket.readyState !== extra.socket.OPEN) return false
  extra.viewer = viewer
  extra.connection = connectionFor(extra.socket, viewer, now)
  if (!(await rights.admit(extra.connection))) return false
  // Before any response: after an outage, people must count as online before a sweep could find them absent.
  await seen(viewer.id)
  if (extra.socket.readyState === extra.socket.OPEN) limit.add(extra.connection)
  return true
}

/** An error would close with 4500, after which clients do not reconnect. */
function refuseSignIn(socket: WebSocket, error: Error, log: Logger): false {
  if (error instanceof RequestError && error.code === 'RATE_LIMITED') {
    closeSoon(socket, 1013, error.code)
    return false
  }
  if (error instanceof RequestError) {
    closeSoon(socket, 4403, error.code)
    return false
  }
  log.warn({ err: error.message }, 'a sign-in could not be checked')
  closeSoon(socket, 1013, 'Try again shortly')
  return false
}

function tooManySubscriptions(requestId: string): GraphQLError {
  const message = `A socket carries at most ${SUBSCRIPTIONS_PER_SOCKET} subscriptions.`
  return new GraphQLError(message, { extensions: { code: 'RATE_LIMITED', requestId } })
}

function takeSocket(sockets: WebSocketServer, open: WebSocket, req: IncomingMessage, log: Logger): void {
  open.on('message', () => void (open.bufferedAmount > UNREAD_MAX && open.terminate()))
  sockets.emit('connection', open, req)
  // ws closes it with a reason; graphql-ws would print the error, and anyone can cause any number of them.
  open.removeAllListeners('error')
  open.on('error', (error) => log.debug({ err: error.message }, 'a socket broke the protocol'))
}

/**
 * Messages that only servers send. graphql-ws would treat them as a fault of the server and close with 4500.
 */
const SERVERS_WORDS = new Set(['connection_ack', 'next', 'error'])

/** Parses messages; a message that clients may not send is invalid, which closes with 4400. */
function refuseServersWords(key: string, value: unknown): unknown {
  const type = key === '' && typeof value === 'object' && value !== null && (value as { type?: unknown }).type
  if (typeof type === 'string' && SERVERS_WORDS.has(type)) throw new Error('Only servers send this message.')
  return value
}

interface PreparedArgs extends ExecutionArgs {
  rootValue: { execute(args: ExecutionArgs): never; subscribe(args: ExecutionArgs): never }
}

/** graphql-ws calls this outside of the request that it has prepared. */
function within(args: PreparedArgs, run: (root: PreparedArgs['rootValue']) => never): never {
  const { requestId, caller } = args.contextValue as Context & { caller: Caller }
  return inRequest(requestId, () => run(args.rootValue), caller)
}

function withoutRoot(args: object): ExecutionArgs {
  return { ...(args as ExecutionArgs), rootValue: undefined }
}

/**
 * Parses and validates with Yoga's plugins; their execute and subscribe are passed in rootValue, as graphql-ws suggests.
 */
async function prepare(
  { graphql, documents, log }: Pick<Deps, 'graphql' | 'documents' | 'log'>,
  payload: { query: string; operationName?: string | null; variables?: Record<string, unknown> | null },
  context: { viewer: Viewer | null; requestId: string; caller: Caller },
): Promise<ExecutionArgs | readonly GraphQLError[]> {
  try {
    const params = documents.resolve(payload, context.viewer)
    const enveloped = graphql.getEnveloped({ ...context, params } as never)
    const { schema, execute, subscribe } = enveloped
    const document = enveloped.parse(params.query)
    // The limits throw, whereas GraphQL's own rules return their errors.
    const errors = enveloped.validate(schema, document) as GraphQLError[]
    if (errors.length > 0) return errors
    return {
      schema,
      operationName: params.operationName,
      document,
      variableValues: params.variables,
      contextValue: await enveloped.contextFactory(),
      rootValue: { execute, subscribe },
    } as ExecutionArgs
  } catch (error) {
    return [presentError(error, currentRequestId(), log)]
  }
}

function connectionFor(socket: WebSocket, viewer: Viewer, now: () => number): Connection {
  return {
    userId: viewer.id,
    role: viewer.role,
    signIn: viewer.signIn,
    silentFor: signsOfLife(socket, now),
    ping: () => socket.readyState === socket.OPEN && socket.ping(),
    close: (code, reason) => closeSoon(socket, code, reason),
  }
}

/**
 * How long a socket's peer has been silent. Browsers answer pings by themselves, even if the page is busy or hidden.
 */
function signsOfLife(socket: WebSocket, now: () => number): () => number {
  let at = now()
  const alive = () => void (at = now())
  socket.on('pong', alive)
  socket.on('message', alive)
  return () => now() - at
}

function closeSoon(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason)
  const timer = setTimeout(() => socket.terminate(), CLOSE_MS).unref()
  socket.once('close', () => clearTimeout(timer))
}

/** A token in the connection parameters takes precedence; browsers send their cookie with the upgrade request. */
function credentialsIn({ authorization, viewer }: Record<string, unknown>, { headers }: IncomingMessage): Credentials {
  const stated = viewer === undefined ? undefined : String(viewer)
  return typeof authorization === 'string'
    ? { authorization, viewer: stated }
    : { cookie: headers.cookie, viewer: stated }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  return url.split('?')[0]!
}

/** How many seconds an address must wait for another socket. Without a database, the sign-in fails, not this. */
async function waitOf(ip: string, { rates, log }: Deps): Promise<number> {
  try {
    return await rates.takeForAddress('sockets', ip)
  } catch (error) {
    log.warn({ err: (error as Error).message }, 'the sockets of an address could not be counted')
    return 0
  }
}

function refuseBusy(socket: Duplex, seconds: number): void {
  refuse(socket, `429 Too Many Requests\r\nRetry-After: ${seconds}`)
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
