import { randomUUID } from 'node:crypto'
import { createSourceEventStream, execute, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { currentLanguage } from '../languages/translated.ts'
import { type Feed, FeedRequest, Reset } from '../live/feed.ts'
import type { Hub } from '../live/hub.ts'
import type { Live } from '../live/live.ts'
import type { Connection } from '../live/member.ts'
import { isPerViewer } from '../live/perViewer.ts'
import { SUBSCRIPTIONS_PER_FEED, SUBSCRIPTIONS_PER_PERSON, SubscriptionLimit } from '../live/subscriptionLimit.ts'
import { type Identity, isStaffRole, STAFF_CLASS } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { Logger } from '../platform/log.ts'
import { liveExecutionsTotal } from '../platform/metrics.ts'
import { inFeed } from '../platform/requestScope.ts'
import { RequestError } from '../platform/userError.ts'
import { ONE_SOCKET } from '../viewer/rateLimits.ts'
import type { Context } from './context.ts'
import { presentError } from './errors.ts'
import { StreamConnection, liveStream } from './liveStream.ts'
import { type Access, accessOf, readGroup, type Rights } from './readGroup.ts'
import { subscriptionKey } from './subscriptionKey.ts'

const TOO_MANY = `A user can have at most ${SUBSCRIPTIONS_PER_PERSON} different subscriptions, ${SUBSCRIPTIONS_PER_FEED} of them to one feed.`

/**
 * Serves subscriptions through the hub: subscribers with the same visibility and subscription key form one group with one
 * read, one execution and one serialised result, over WebSocket or server-sent events.
 */
export function useLive(live: Live, pools: Pools, log: Logger, limited: boolean): Plugin<Context> {
  const limit = new SubscriptionLimit()
  const present = (error: unknown, context: Context) => presentError(error, context.requestId, log)

  const subscribe = async (args: ExecutionArgs) => {
    const context = args.contextValue as Context
    if (!context.identity || !context.viewer) return signInFirst(context)
    if (context.socket) return open(args, context, context.socket.connection, () => {})
    try {
      if (limited) await context.services.rates.take(context.viewer, ONE_SOCKET)
    } catch (error) {
      return { errors: [present(error, context)] }
    }
    const stream = new StreamConnection(context.viewer)
    const release = () => void live.rights.connections.delete(stream)
    if (!(await live.rights.admit(stream))) return signInFirst(context)
    const result = await open(args, context, stream, release)
    if (!(Symbol.asyncIterator in result)) release()
    return result
  }

  const signInFirst = (context: Context): ExecutionResult => ({
    errors: [present(new GraphQLError('Sign in first.', { extensions: { code: 'UNAUTHENTICATED' } }), context)],
  })

  const open = async (args: ExecutionArgs, context: Context, connection: Connection, release: () => void) => {
    let found: Awaited<ReturnType<typeof askedFor>>
    try {
      found = await askedFor(args, context, pools)
    } catch (error) {
      return { errors: [present(error, context)] }
    }
    const { source, access } = found
    if (!(source instanceof FeedRequest)) {
      return { errors: ((source as ExecutionResult).errors ?? []).map((error) => present(error, context)) }
    }
    if (source.start instanceof Reset) {
      release()
      return once(await run(args, context, source.start))
    }
    const request = followRequest(args, context, source, source.start, access)
    // Each stream over HTTP is a separate connection, so each counts.
    const question = context.socket ? request.groupKey : `${request.groupKey}\n${randomUUID()}`
    const leaveLimit = limited ? limit.enter(connection.userId, source.feed.name, question) : () => {}
    if (!leaveLimit) return { errors: [present(new RequestError('RATE_LIMITED', TOO_MANY), context)] }
    const leave = source.feed.attend?.(connection)
    return liveStream(live.hub, context, request, connection, () => {
      leave?.()
      leaveLimit()
      release()
    })
  }

  const run = async (args: ExecutionArgs, context: Context, rootValue: unknown): Promise<ExecutionResult> => {
    const result = await execute({ ...args, rootValue, contextValue: context })
    return result.errors ? { ...result, errors: result.errors.map((error) => present(error, context)) } : result
  }

  const followRequest = (
    args: ExecutionArgs,
    context: Context,
    { feed, identity }: FeedRequest,
    position: string,
    access: Access,
  ) => {
    const isOfAll = isStaffRole(identity.role) && !access.apart && !feed.perViewer
    const shared = isOfAll && !isPerViewer(args.schema, args.document, args.variableValues ?? {})
    const reader: Identity = shared ? STAFF_CLASS : identity
    const readerContext: Context = shared ? staffContext(context) : { ...context, requestId: 'live' }
    const produce = inFeed(shared ? null : currentLanguage(), async (after: string) => {
      // One set of loaders for all that is read together, and not for longer: they keep what they have loaded.
      const together = { ...readerContext }
      const execute = async (value: unknown) => JSON.stringify(await run(args, together, value))
      const readFrames = () => readGroup(feed, after, { reader, shared, access, execute })
      const { batch, frames, revocations, ...rights } = await asIdentity(pools, reader, 'read', readFrames)
      await letGo(live.hub, groupKey, rights, () => execute(new Reset('ACCESS_CHANGED')))
      await live.rights.seen(revocations)
      liveExecutionsTotal.inc({ kind: shared ? 'shared' : 'individual' }, frames.length)
      return { frames, more: batch.more, held: batch.held }
    })
    const groupKey = groupKeyOf(feed, reader, args)
    return { feed, position, groupKey, userId: reader.userId, produce }
  }

  return { onSubscribe: ({ setSubscribeFn }) => setSubscribeFn(subscribe as never) }
}

/** What a subscription asks for, and what its viewer may see meanwhile. */
async function askedFor(args: ExecutionArgs, context: Context, pools: Pools) {
  return asIdentity(pools, context.identity!, 'read', async () => {
    const asked: Promise<AsyncIterable<unknown> | ExecutionResult> = createSourceEventStream(args)
    const [source, access] = await Promise.all([asked, accessOf(context.identity!)])
    return { source, access }
  })
}

/** Ends the subscriptions of those who may no longer read what a group reads, before it is delivered. */
async function letGo(
  hub: Hub,
  groupKey: string,
  { state, apart }: Rights,
  reload: () => Promise<string>,
): Promise<void> {
  hub.separate(groupKey, apart)
  if (state === 'regroup') hub.regroup(groupKey)
  if (state === 'gone') hub.end(groupKey)
  if (state === 'changed') hub.end(groupKey, await reload())
}

/** Subscribers with the same key read together. A person's tokens may act in a lower role than the person. */
function groupKeyOf(feed: Feed, { role, userId }: Identity, args: ExecutionArgs): string {
  return [feed.name, userId ? `${role} ${userId}` : 'staff', subscriptionKey(args)].join('\n')
}

/** The context in which a group of staff reads. */
function staffContext({ services, isCosted }: Context): Context {
  return { viewer: null, identity: STAFF_CLASS, services, requestId: 'live', isCosted }
}

async function* once(result: ExecutionResult): AsyncGenerator<ExecutionResult> {
  yield result
}
