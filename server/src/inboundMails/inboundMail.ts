import type { InboundChannel, InboundReason, InboundState } from '../generated/prisma/client.ts'

/** The largest mail that is accepted, in bytes: 25 MB of files grow by a third when they are encoded. */
export const MAIL_MAX_BYTES = 35 * 1024 * 1024

/** The state of a received mail. */
export interface Outcome {
  state: Exclude<InboundState, 'received'>
  reason?: InboundReason
  /** The message or note that it became. */
  messageId?: string
}

/** A mail as it was stored. */
export interface StoredMail {
  id: string
  digest: Buffer
  channel: InboundChannel
  envelopeSender: string | null
  recipients: string[]
  state: InboundState
}

export const ignored = (reason: InboundReason): Outcome => ({ state: 'ignored', reason })
export const rejected = (reason: InboundReason): Outcome => ({ state: 'rejected', reason })
