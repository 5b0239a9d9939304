/** A meeting as a provider is to create or change it. */
export interface Meeting {
  /** Identifies the meeting at the provider: the same key again creates nothing new. Lower-case letters a–v and digits. */
  key: string
  startsAt: Date
  endsAt: Date
  timeZone: string
  title: string
  guests: readonly { name: string; email: string }[]
  /** The link that was entered by hand, if any. */
  link?: string
}

/** What a provider has arranged. */
export interface Arranged {
  /** The address to join; null while it is pending at the provider: update the meeting later to learn it. */
  joinUrl: string | null
  /** The provider's id of the event; null if there is none to update or cancel. */
  externalId: string | null
}

/** Creates, changes and cancels meetings. All three can be repeated. */
export interface MeetingProvider {
  /** Whether it needs no network, and answers immediately. */
  readonly isLocal: boolean
  createMeeting(meeting: Meeting): Promise<Arranged>
  /** Brings an event up to date, and back if it was deleted at the provider. */
  updateMeeting(externalId: string, meeting: Meeting): Promise<Arranged>
  /** Cancels an event; one that is gone already is no error. */
  cancelMeeting(externalId: string): Promise<void>
}

/** The provider could not do it. The message is a plain sentence for staff. */
export class MeetingError extends Error {
  /** Whether trying again later can help. */
  readonly isTemporary: boolean

  constructor(message: string, options: { isTemporary: boolean; cause?: unknown }) {
    super(message, { cause: options.cause })
    this.name = 'MeetingError'
    this.isTemporary = options.isTemporary
  }
}
