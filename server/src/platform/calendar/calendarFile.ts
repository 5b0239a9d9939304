import { createEvent, type EventAttributes } from 'ics'
import { lineOf } from '../text.ts'

/** A person in a calendar file. */
interface CalendarPerson {
  name: string
  email: string
}

/** An event as shown in other people's calendars. */
export interface CalendarEvent {
  /** The same in every file for this event. */
  uid: string
  /** Increases with every change. */
  sequence: number
  isCancelled: boolean
  startsAt: Date
  endsAt: Date
  createdAt: Date
  updatedAt: Date
  title: string
  /** The address to join. */
  joinUrl: string
  organizer: CalendarPerson
  attendees: readonly (CalendarPerson & { answer: 'accepted' | 'declined' | 'tentative' | null })[]
}

const PARTSTAT = { accepted: 'ACCEPTED', declined: 'DECLINED', tentative: 'TENTATIVE' } as const

/** Writes an event as an iCalendar file (RFC 5545), an invitation or a cancellation (iTIP, RFC 5546). Times are in UTC. */
export function calendarFile(event: CalendarEvent): string {
  const { error, value } = createEvent({
    productId: 'parley/sessions',
    method: event.isCancelled ? 'CANCEL' : 'REQUEST',
    status: event.isCancelled ? 'CANCELLED' : 'CONFIRMED',
    uid: event.uid,
    sequence: event.sequence,
    ...utc(event),
    title: event.title,
    location: event.joinUrl,
    description: event.isCancelled ? 'This session was cancelled.' : `Join: ${event.joinUrl}`,
    classification: 'PRIVATE',
    busyStatus: event.isCancelled ? 'FREE' : 'BUSY',
    organizer: { ...event.organizer, name: lineOf(event.organizer.name) },
    attendees: event.attendees.map(({ name, email, answer }) => ({
      // A line break would end the property: the library does not escape it in parameters.
      name: lineOf(name),
      email,
      rsvp: true,
      role: 'REQ-PARTICIPANT',
      partstat: answer ? PARTSTAT[answer] : 'NEEDS-ACTION',
    })),
  })
  if (error || !value) throw new Error('The calendar file could not be written.', { cause: error })
  // The library checks URLs more strictly than the standard does (no ports, no local hosts), so this line is added here.
  return value.replace('END:VEVENT', `URL;VALUE=URI:${event.joinUrl}\r\nEND:VEVENT`)
}

function utc({ startsAt, endsAt, createdAt, updatedAt }: CalendarEvent) {
  return {
    start: startsAt.getTime(),
    startInputType: 'utc',
    startOutputType: 'utc',
    end: endsAt.getTime(),
    endInputType: 'utc',
    endOutputType: 'utc',
    created: createdAt.getTime(),
    lastModified: updatedAt.getTime(),
  } satisfies Partial<EventAttributes>
}
