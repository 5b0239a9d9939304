import type { Identity } from '../platform/database/identity.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { currentOperation } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'

/** The sides of a ticket. Each sees other events, and has a numbering of those without gaps. */
export type Side = 'staff' | 'requester' | 'shop'

/** SQL for a column of a ticket, given the name of its row of support_tickets. */
type Column = (t: string) => string

/**
 * What the viewer sees of a ticket's counters, in lists and headers. Staff and buyers are always on the same side, so theirs are plain columns; sellers
 * are on the shop's side of some tickets and on the requester's side of others, so theirs are chosen for each row.
 */
export interface AudienceScope {
  readonly name: 'staff' | 'requester' | 'seller'
  /** The time of the last change, the last seq and the key of its event, the message count, the last message. */
  readonly updatedAt: Column
  readonly lastSeq: Column
  readonly lastKey: Column
  readonly messageCount: Column
  readonly lastMessageId: Column
  /** Whose turn it is, and since when. Staff also count messages to one side. */
  readonly waitingOn: Column
  readonly waitingSince: Column
  /** The number of messages that the viewer cannot see because their shop was asked in later. */
  readonly unseenMessages: Column
  /** The side of the viewer, who sees the ticket. */
  readonly side: Column
  /** Whether the viewer is one of the people of the ticket's shop, and the shop takes part. */
  readonly isOfShop: Column
  /**
   * Whether the viewer may write in a ticket, using only columns of its row: after waiting for the row's lock, only these
   * are current.
   */
  readonly mayWrite: Column
  /** Whether the viewer may write messages in a ticket: not in a private one that still waits in the queue. */
  readonly mayAppend: Column
  /** read_markers: how far the viewer has read, in the numbering of their side. */
  readonly readSeq: string
  readonly readMessages: string
}

/** The numbering of one side. */
export interface SideScope {
  readonly side: Side
  /** ticket_events. */
  readonly seq: string
  readonly messageCount: string
  /** support_tickets: the last seq, and the key of its event. */
  readonly lastSeq: string
  readonly lastKey: string
}

const SIDES: Record<Side, SideScope> = {
  staff: { side: 'staff', seq: 'seq', messageCount: 'message_count', lastSeq: 'last_seq', lastKey: 'last_key' },
  requester: {
    side: 'requester',
    seq: 'public_seq',
    messageCount: 'public_message_count',
    lastSeq: 'public_seq',
    lastKey: 'public_last_key',
  },
  shop: {
    side: 'shop',
    seq: 'shop_seq',
    messageCount: 'shop_message_count',
    lastSeq: 'shop_seq',
    lastKey: 'shop_last_key',
  },
}

const column =
  (name: string): Column =>
  (t) =>
    `${t}.${name}`
const always =
  (sql: string): Column =>
  () =>
    sql

const STAFF: AudienceScope = {
  name: 'staff',
  updatedAt: column('updated_at'),
  lastSeq: column('last_seq'),
  lastKey: column('last_key'),
  messageCount: column('message_count'),
  lastMessageId: column('last_message_id'),
  waitingOn: column('waiting_on'),
  waitingSince: column('waiting_since'),
  unseenMessages: always('0'),
  side: always(`'staff'`),
  isOfShop: always('false'),
  mayWrite: always('true'),
  mayAppend: (t) => `opens(${t})`,
  readSeq: 'seq',
  readMessages: 'message_count',
}

const shared =
  (name: string): Column =>
  (t) =>
    `CASE WHEN ${t}.has_shop_side THEN ${t}.shared_${name} ELSE ${t}.${name} END`

const REQUESTER: AudienceScope = {
  name: 'requester',
  updatedAt: column('public_updated_at'),
  lastSeq: column('public_seq'),
  lastKey: column('public_last_key'),
  messageCount: column('public_message_count'),
  lastMessageId: column('public_last_message_id'),
  waitingOn: shared('waiting_on'),
  waitingSince: shared('waiting_since'),
  unseenMessages: always('0'),
  side: always(`'requester'`),
  isOfShop: always('false'),
  mayWrite: (t) => `(SELECT viewer_id()) = ANY (${t}.participant_ids)`,
  mayAppend: always('true'),
  readSeq: 'public_seq',
  readMessages: 'public_message_count',
}

const ofShop: Column = (t) => `(${t}.shop_access <> 'none' AND ${t}.seller_id = ANY ((SELECT viewer_shops())::uuid[]))`

/** The same as the SQL function on_shop_side(), which the planner cannot put into a statement. */
const onShopSide: Column = (t) =>
  `(${t}.has_shop_side AND ((SELECT viewer_id()) = ANY (${t}.shop_participant_ids)
    OR (${t}.shop_access = 'shop' AND ${t}.seller_id = ANY ((SELECT viewer_shops())::uuid[]) AND (SELECT viewer_id()) <> ALL (${t}.participant_ids))))`

const chosen =
  (ofShopSide: string, ofRequester: string): Column =>
  (t) =>
    `CASE WHEN ${onShopSide(t)} THEN ${t}.${ofShopSide} ELSE ${t}.${ofRequester} END`

const SELLER: AudienceScope = {
  ...REQUESTER,
  name: 'seller',
  updatedAt: chosen('shop_updated_at', 'public_updated_at'),
  lastSeq: chosen('shop_seq', 'public_seq'),
  lastKey: chosen('shop_last_key', 'public_last_key'),
  messageCount: chosen('shop_message_count', 'public_message_count'),
  lastMessageId: chosen('shop_last_message_id', 'public_last_message_id'),
  unseenMessages: (t) => `CASE WHEN ${onShopSide(t)} THEN ${t}.shop_since_message_count ELSE 0 END`,
  side: (t) => `CASE WHEN ${onShopSide(t)} THEN 'shop' ELSE 'requester' END`,
  isOfShop: ofShop,
  mayWrite: (t) => `((SELECT viewer_id()) = ANY (${t}.participant_ids) OR ${ofShop(t)})`,
}

/** The audience scope of an identity. */
export function audienceScopeOf({ role }: Identity): AudienceScope {
  if (isStaffRole(role)) return STAFF
  return role === 'seller' ? SELLER : REQUESTER
}

/** Creates a value for each audience scope once, since prepared statements are identified by their text. */
export function perAudienceScope<T>(make: (scope: AudienceScope) => T): (identity: Identity) => T {
  const made = { staff: make(STAFF), requester: make(REQUESTER), seller: make(SELLER) }
  return (identity) => made[audienceScopeOf(identity).name]
}

/** Creates a value for each side once. */
export function perSide<T>(make: (scope: SideScope) => T): (side: Side) => T {
  const made = { staff: make(SIDES.staff), requester: make(SIDES.requester), shop: make(SIDES.shop) }
  return (side) => made[side]
}

const sideOf = statement<{ side: Side }>(`SELECT ${SELLER.side('t')} AS side FROM support_tickets t WHERE t.id = $1`)

/** The side of a ticket on which the current identity is. Only sellers have to be looked up. */
export async function sideIn(ticketId: string): Promise<Side> {
  const { name } = audienceScopeOf(currentOperation().identity)
  if (name !== 'seller') return name
  return (await sideOf.first(ticketId))?.side ?? 'requester'
}
