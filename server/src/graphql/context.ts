import type { Files } from '../attachments/files.ts'
import type { DeskIdentity } from '../desk/identity.ts'
import type { CursorSeal } from '../live/cursor.ts'
import type { InvitationPost } from '../people/mailInvitation.ts'
import type { Identity } from '../platform/database/identity.ts'
import type { Meetings } from '../platform/meetings/open.ts'
import type { Pools } from '../platform/database/pools.ts'
import type { HandoverIssuer } from '../platform/handoverIssuers.ts'
import { RequestError } from '../platform/userError.ts'
import type { PushDesk } from '../platform/push/pushService.ts'
import type { Presence } from '../presence/presence.ts'
import type { TypingLimit } from '../presence/typingLimit.ts'
import type { IceServer } from '../screenshare/iceServers.ts'
import type { ShareHeartbeat } from '../screenshare/shareHeartbeat.ts'
import type { SmsDesk } from '../sms/settings.ts'
import type { NodeModel } from '../suggestions/nodeModel.ts'
import type { RateLimits } from '../viewer/rateLimits.ts'
import type { Viewer } from '../viewer/viewer.ts'
import type { SocketSink } from './socketSink.ts'

/** What stays the same for all requests. */
export interface Services {
  pools: Pools
  seal: CursorSeal
  files: Files
  desk: DeskInfo
  post: InvitationPost
  /** Where mails are stored; null if a mail server sends them. */
  mailFolder: string | null
  push: PushDesk
  /** Null if the desk sends no text messages. */
  sms: SmsDesk | null
  meetings: Meetings
  presence: Presence
  typingLimit: TypingLimit
  rates: RateLimits
  shares: ShareHeartbeat
  suggestions: NodeModel
  /** Whose users are handed over, and whom `upsertPeople` writes. */
  handoverIssuers: readonly HandoverIssuer[]
  /** The ICE servers for one person, with that person's own credential. */
  iceServersFor(userId: string): IceServer[]
}

/** The desk's public information. */
export interface DeskInfo {
  /** Its name, colour, logo and profile, as the desk settings say at the moment. */
  identity: DeskIdentity
  /** Whether the demo sign-ins exist and may be shown. */
  demo: boolean
  /** Whether Parley backs up its embedded database every day. */
  backsUpDaily: boolean
}

/**
 * The context of one request. `viewer` is null when no user is signed in, and when a class of viewers is served together.
 */
export interface Context {
  viewer: Viewer | null
  identity: Identity | null
  services: Services
  requestId: string
  /** Over HTTP: sets a header of the response. */
  setHeader?(name: string, value: string): void
  /** Over HTTP: whether the client no longer waits for the response. */
  isAbandoned?: () => boolean
  /** Where live results are sent if the request came over a WebSocket. */
  socket?: SocketSink
  /** Whether a subscriber wants a confirmation that the feed is followed, before its first event. */
  tellsFollowed?: boolean
  /** Whether the operation is known to stay within the limits of complexity. */
  isCosted?: boolean
  /** Reads what the answer of a reply shows; graphql-js does without it. */
  shownReply?: ShownReply
}

/** What the answer of a reply shows of its message and ticket, if a statement reads it instead of graphql-js. */
export interface ShownReply {
  /** Reads it now: what is written before is sent in the same packet. */
  read(ticketId: string, messageId: string): void
  /** What was read is out of date. */
  forget(): void
  /** The reply has succeeded; what was not read before is read now. There may be no message yet. */
  settle(ticketId: string, messageId: string | null): void
}

/** The signed-in viewer; the schema's scopes have ensured that there is one. */
export function signedIn({ viewer }: Context): Viewer {
  if (!viewer) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
  return viewer
}
