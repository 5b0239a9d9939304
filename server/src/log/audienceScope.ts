import type { Identity } from '../platform/database/identity.ts'
import { isStaffRole } from '../platform/database/identity.ts'

/**
 * Staff and requesters see different sequence numbers: staff count every event, participants only those they may see. All
 * SQL that depends on the audience takes its column names from here.
 */
export interface AudienceScope {
  readonly name: 'staff' | 'requester'
  /** support_tickets: the time of the last change, the last seq and the key of its event, the message count, the last message. */
  readonly updatedAt: string
  readonly lastSeq: string
  readonly lastKey: string
  readonly messageCount: string
  readonly lastMessageId: string
  /**
   * Whether the viewer may write in a ticket, using only columns of its row: after waiting for the row's lock, only these
   * are current.
   */
  readonly mayWrite: string
  /** Whether the viewer may write messages in a ticket: not in a private one that still waits in the queue. */
  readonly mayAppend: string
  /** ticket_events and read_markers. */
  readonly seq: string
  readonly countedMessages: string
}

const STAFF: AudienceScope = {
  name: 'staff',
  updatedAt: 'updated_at',
  lastSeq: 'last_seq',
  lastKey: 'last_key',
  messageCount: 'message_count',
  lastMessageId: 'last_message_id',
  mayWrite: 'true',
  mayAppend: 'opens(support_tickets)',
  seq: 'seq',
  countedMessages: 'message_count',
}

const REQUESTER: AudienceScope = {
  name: 'requester',
  updatedAt: 'public_updated_at',
  lastSeq: 'public_seq',
  lastKey: 'public_last_key',
  messageCount: 'public_message_count',
  lastMessageId: 'public_last_message_id',
  mayWrite: '(SELECT viewer_id()) = ANY (participant_ids)',
  mayAppend: 'true',
  seq: 'public_seq',
  countedMessages: 'public_message_count',
}

/** The audience scope of an identity. */
export function audienceScopeOf(identity: Identity): AudienceScope {
  return isStaffRole(identity.role) ? STAFF : REQUESTER
}

/** Creates a value for each audience scope once, since prepared statements are identified by their text. */
export function perAudienceScope<T>(make: (scope: AudienceScope) => T): (identity: Identity) => T {
  const made = { staff: make(STAFF), requester: make(REQUESTER) }
  return (identity) => made[audienceScopeOf(identity).name]
}
