import { MEETING_PROBLEMS, type MeetingProblemReason } from './problem.ts'

/** A meeting to create or change at a provider. */
export interface Meeting {
  /** Identifies the meeting at the provider: repeating a key creates nothing new. Lower-case letters a–v and digits. */
  key: string
  startsAt: Date
  endsAt: Date
  timeZone: string
  title: string
  guests: readonly { name: string; email: string }[]
  /** The link that was entered by hand, if any. */
  link?: string
}

/** A meeting that a provider has created. */
export interface Arranged {
  /** The address to join; null while it is pending at the provider: update the meeting later to learn it. */
  joinUrl: string | null
  /** The provider's id of the event; null if there is none to update or cancel. */
  externalId: string | null
}

/** Creates, changes and cancels meetings. All three methods are idempotent. */
export interface MeetingProvider {
  /** Whether it needs no network and returns immediately. */
  readonly isLocal: boolean
  createMeeting(meeting: Meeting): Promise<Arranged>
  /** Updates an event, and restores it if it was deleted at the provider. */
  updateMeeting(externalId: string, meeting: Meeting): Promise<Arranged>
  /** Cancels an event; a missing event is not an error. */
  cancelMeeting(externalId: string): Promise<void>
}

/** The provider failed. The message can be shown to staff. */
export class MeetingError extends Error {
  /** Whether a retry can help. */
  readonly isTemporary: boolean

  constructor(
    reason: MeetingProblemReason,
    options: { isTemporary: boolean; /** What the provider said. */ detail?: string; cause?: unknown },
  ) {
    const { detail, cause } = options
    super(`${MEETING_PROBLEMS[reason]}${detail ? ` (${detail})` : ''}.`, { cause })
    this.name = 'MeetingError'
    this.isTemporary = options.isTemporary
  }
}
