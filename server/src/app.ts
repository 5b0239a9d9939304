import http from 'node:http'
import { mailSetupLink } from './accounts/mailSetupLink.ts'
import { type Files, openFiles } from './attachments/files.ts'
import { createFilesHandler } from './attachments/handler.ts'
import { addWaitingJob } from './assignment/addWaitingJob.ts'
import { createTasks, SCHEDULE } from './jobs/tasks.ts'
import type { DailyBackups } from './backup/dailyBackup.ts'
import { AuditWriter } from './audit/auditWriter.ts'
import { deskContents } from './demoDesk.ts'
import { recordChannels } from './deliveries/channels.ts'
import { createLogoHandler } from './desk/logoHandler.ts'
import { createManifestHandler } from './desk/manifestHandler.ts'
import { openDeskIdentity } from './desk/identity.ts'
import { createUnsubscribeHandler } from './deliveries/unsubscribe.ts'
import type { ServerEnv } from './env.ts'
import { createExportHandler } from './exporting/handler.ts'
import type { Services } from './graphql/context.ts'
import { globalId, uuidOf } from './graphql/globalId.ts'
import { serveSockets } from './graphql/socketServer.ts'
import { drain } from './drain.ts'
import { createHandler } from './http.ts'
import { cursorSeal } from './live/cursor.ts'
import { startLive } from './live/live.ts'
import { openRedisHints } from './live/redisHints.ts'
import { answerInvitationsBy } from './inboundMails/answerInvitation.ts'
import { createMailHandler } from './inboundMails/handler.ts'
import { openInbound } from './inboundMails/inbound.ts'
import { openMailParser } from './inboundMails/mailParser.ts'
import { inboundSettings } from './inboundMails/settings.ts'
import { metricsSources } from './metricsSources.ts'
import { openGraphql } from './openGraphql.ts'
import { openOutgoing } from './outgoing.ts'
import { callerOf } from './platform/http/clientIp.ts'
import { openPools } from './platform/database/pools.ts'
import { startJobWorker } from './platform/jobs/worker.ts'
import { createMonitoring, type Monitoring } from './platform/http/monitoring.ts'
import { openMeetings } from './platform/meetings/open.ts'
import type { Blobs } from './platform/files/blobs.ts'
import type { RoleUrls } from './platform/database/provision.ts'
import type { Logger } from './platform/log.ts'
import { Presence } from './presence/presence.ts'
import { TypingLimit } from './presence/typingLimit.ts'
import { iceServersFor } from './screenshare/iceServers.ts'
import { createRatingHandler } from './ratings/handler.ts'
import { createPictureHandler } from './people/pictureHandler.ts'
import { createSmsHandler } from './sms/handler.ts'
import { createSessionsHandler } from './sessions/handler.ts'
import { ShareHeartbeat } from './screenshare/shareHeartbeat.ts'
import { NodeModel } from './suggestions/nodeModel.ts'
import { createAuthentication } from './viewer/authentication.ts'
import { deriveKey, readDeskSecret } from './viewer/deskSecret.ts'
import { LastSeen } from './viewer/lastSeen.ts'
import { RateLimits } from './viewer/rateLimits.ts'
import { isAllowedUpgrade } from './viewer/origin.ts'

/** How often people with an open socket are recorded as present, in milliseconds. */
const TOUCH_MS = 30_000
/**
 * How long an idle HTTP connection stays open, in milliseconds: longer than proxies keep theirs (60 s). With Node's default of 5 s,
 * a busy client may send a request on a connection that is just being closed.
 */
const KEEP_ALIVE_MS = 65_000

/** The dependencies of the app. Tests disable hints to check that polling suffices, and polling to check that hints arrive. */
export interface AppDeps {
  env: ServerEnv
  roles: RoleUrls
  log: Logger
  hints?: boolean
  polling?: boolean
  /** How the embedded database is backed up; nothing for another one. */
  backups?: DailyBackups | undefined
  /** Whether this node runs background jobs (default: yes). Tests that compare all tables disable it. */
  jobs?: boolean
  /** Whether uploads are locked across nodes (default: yes). Tests disable it as a control. */
  locks?: boolean
  /** Whether operations are limited per ticket and person (default: yes). Tests disable it as a control. */
  limited?: boolean
  /** Wraps the store of files: tests of its faults do. */
  wrapBlobs?: (blobs: Blobs) => Blobs
  /** The clock for presence and rate limits, in milliseconds; tests control it. */
  now?: () => number
}

/** The app, not listening yet. `close` closes everything that it has opened. */
export interface App {
  server: http.Server
  /** Serves METRICS_PORT; null without that variable. */
  monitor: http.Server | null
  /** From here on /ready fails, while everything else still works. */
  startDraining(): void
  /** Mails the link with this token to ADMIN_EMAIL, if there is one. */
  mailSetupLink(token: string): Promise<void>
  /** Prepares the trusted documents, and loads what the first request for suggestions would wait for. */
  preload(): Promise<void>
  close(): Promise<void>
  /** The file store, for tests. */
  files: Files
  /** The port of the SMTP listener; null without one. */
  smtpPort: number | null
  /** Whether hints go through Redis now. */
  isRedisUp(): boolean
  /** The number of groups and subscribers, for leak tests. */
  stats(): { groups: number; members: number }
}

/** Builds the whole server over a migrated database: HTTP, GraphQL, WebSockets and live feeds. */
export async function createApp(deps: AppDeps): Promise<App> {
  const parts = await openParts(deps)
  const { pools, redis, audit, authentication, live, files, outgoing, inbound, parser, channels, presence, services } =
    parts
  const { env, roles, log, limited = true } = deps
  const monitoring = createMonitoring({ env, pools, metrics: metricsSources(pools, live, () => jobs) })
  const { graphql, documents, prepare } = openGraphql({ services, live, audit, limited }, env, log)
  const server = createHttpServer(parts, { graphql, monitoring }, deps)
  const lastSeen = new LastSeen(authentication.touch, log)
  const sockets = serveSockets({
    server,
    graphql,
    documents,
    rights: live.rights,
    viewerOf: authentication.viewerOf,
    seen: (userId) => lastSeen.note(userId),
    isAllowedOrigin: (req) => isAllowedUpgrade(req.headers, env),
    callerOf: (req) => callerOf(req, env),
    log,
    socketsPerPerson: limited ? env.SOCKETS_PER_PERSON : Infinity,
    rates: services.rates,
    now: deps.now,
  })
  const tasks = createTasks({
    pools,
    files,
    mailer: outgoing.mailer,
    mailFolder: outgoing.mailFolder,
    senders: outgoing.senders,
    push: outgoing.push,
    sms: outgoing.sms,
    meetings: services.meetings,
    linkDesk: outgoing.mailDesk,
    backups: deps.backups ?? null,
    inbound,
    answerInvitation: answerInvitationsBy(pools),
    parser,
    isOnline: presence.isOnline,
  })
  const jobs = deps.jobs === false ? undefined : startJobWorker({ url: roles.jobs, tasks, schedule: SCHEDULE, log })
  const toucher = setInterval(() => {
    for (const { userId } of live.rights.connections) void lastSeen.note(userId)
    services.desk.identity.refresh().catch((err: Error) => log.debug({ err: err.message }, 'reading the desk failed'))
  }, TOUCH_MS)

  return {
    server,
    monitor: monitoring.server,
    startDraining: monitoring.startDraining,
    files,
    smtpPort: channels.smtpPort,
    mailSetupLink: async (token) => {
      if (env.ADMIN_EMAIL) await mailSetupLink({ pools, desk: outgoing.mailDesk }, env.ADMIN_EMAIL, token)
    },
    preload: async () => {
      await prepare()
      await services.suggestions.preload(pools).catch((err) => log.warn({ err }, 'suggestions load at their first use'))
    },
    isRedisUp: () => redis?.isUp() ?? false,
    stats: () => live.hub.stats(),
    close: async () => {
      clearInterval(toucher)
      monitoring.startDraining()
      // A running job may take a while; no request is accepted in the meantime.
      await Promise.all([drain(server, sockets, parts), channels.close(), jobs?.close()])
      await parser.close()
      await files.close()
      outgoing.mailer.close()
      await audit.close()
      await pools.close()
      await redis?.close()
      // Last: until here /ready says that the node is draining.
      monitoring.server?.close()
    },
  }
}

type Parts = Awaited<ReturnType<typeof openParts>>
type Graphql = ReturnType<typeof openGraphql>['graphql']

/** Opens the resources of requests, sockets and jobs. */
async function openParts({
  env,
  roles,
  log,
  backups,
  hints = true,
  polling,
  locks = true,
  limited = true,
  wrapBlobs,
  now,
}: AppDeps) {
  const redis = env.REDIS_URL ? await openRedisHints(env.REDIS_URL, log) : undefined
  const pools = openPools(roles, log, { limited, passHints: redis?.publish })
  const audit = new AuditWriter(pools.auth, log)
  const authentication = await createAuthentication({ pools, env, audit, log })
  const { epoch, secret } = await readDeskSecret(pools.auth)
  const seal = cursorSeal(deriveKey(secret, 'cursors'), epoch)
  const { stillValid, forget } = authentication
  // A channel for each desk, should several use the same Redis.
  const through = redis && { hints: redis, channel: `parley:${deriveKey(secret, 'hints').toString('base64url')}` }
  const hintsUrl = roles.staff
  const live = startLive({ pools, hintsUrl, redis: through, seal, stillValid, forget, log, hints, polling })
  const locksUrl = locks ? roles.staff : undefined
  const files = await openFiles({ env, pools, key: deriveKey(secret, 'files'), log, locksUrl, now, wrap: wrapBlobs })
  const demo = (await deskContents(roles.maintenance)) === 'demo'
  const desk = await openDeskIdentity(pools.auth, env)
  const inbound = inboundSettings(env, desk)
  const channels = await openInbound(env, inbound, files, log)
  const parser = openMailParser()
  const outgoing = openOutgoing({ env, secret, desk, inbound })
  await recordChannels(pools, outgoing.senders)
  const meetings = await openMeetings(env)
  const presence = new Presence({ pools, live, log, now, onStaffOnline: () => addWaitingJob(pools) })
  const shares = new ShareHeartbeat({ pools, live, log })
  const services: Services = {
    pools,
    seal,
    files,
    desk: { identity: desk, demo, backsUpDaily: backups !== undefined },
    post: { mailer: outgoing.mailServer, publicUrl: env.PUBLIC_URL ?? null, mailedUrl: outgoing.mailDesk.url },
    mailFolder: outgoing.mailFolder,
    push: outgoing.push,
    sms: outgoing.sms,
    meetings,
    presence,
    typingLimit: new TypingLimit(now),
    rates: new RateLimits(pools.auth, { enabled: limited && env.RATE_LIMITS, now }),
    shares,
    suggestions: new NodeModel(),
    handoverIssuers: env.HANDOVER_ISSUERS,
    iceServersFor: (userId: string) => iceServersFor(userId, env),
  }
  return {
    pools,
    redis,
    audit,
    authentication,
    live,
    files,
    outgoing,
    inbound,
    channels,
    parser,
    presence,
    shares,
    services,
  }
}

function createHttpServer(
  parts: Parts,
  { graphql, monitoring }: { graphql: Graphql; monitoring: Monitoring },
  { env, log }: AppDeps,
) {
  const { pools, authentication, files, inbound, channels, outgoing, services } = parts
  const { viewerOf } = authentication
  const serveFiles = createFilesHandler({
    ...files,
    env,
    viewerOf,
    rates: services.rates,
    globalIdOf: (id) => globalId('Attachment', id),
  })
  const token = inbound ? env.INBOUND_TOKEN : undefined
  const { mailDesk, organizer, sms } = outgoing
  const unsubscribe = createUnsubscribeHandler({ pools, key: mailDesk.key })
  const handler = createHandler({
    env,
    authentication,
    graphql,
    monitoring,
    files: serveFiles,
    mail: createMailHandler({ token, files, store: channels.store, viewerOf }),
    sessions: createSessionsHandler({ pools, desk: organizer, viewerOf }),
    exports: createExportHandler({
      pools,
      viewerOf,
      personIdOf: (id) => uuidOf(id, 'User') || undefined,
    }),
    logo: createLogoHandler(pools.auth),
    manifest: createManifestHandler(services.desk.identity),
    picture: createPictureHandler({ pools, viewerOf }),
    sms: createSmsHandler({ pools, sms }),
    unsubscribe,
    rating: createRatingHandler({ pools, key: mailDesk.key }),
    log,
  })
  return http.createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, handler)
}
