import ICAL from 'ical.js'
import type { MailFile } from './parseMail.ts'

/** A reply to an invitation, as calendars send it (METHOD:REPLY, RFC 5546). */
export interface CalendarReply {
  /** The UID of the event. */
  uid: string
  /** The address of the person who answers, in lower case. */
  attendee: string
  partstat: 'ACCEPTED' | 'DECLINED' | 'TENTATIVE'
  /** The SEQUENCE of the invitation that is answered. */
  sequence: number
}

/** Records a reply to an invitation, and returns whether the event is one of the desk's. Safe to repeat. */
export type AnswerInvitation = (reply: CalendarReply) => Promise<boolean>

const PARTSTATS = ['ACCEPTED', 'DECLINED', 'TENTATIVE'] as const
const CALENDAR_MAX_BYTES = 256 * 1024

/** The reply in a mail's calendar file; null for every other mail. */
export function calendarReplyIn(files: readonly MailFile[]): CalendarReply | null {
  for (const { type, bytes } of files) {
    if (!/^(text\/calendar|application\/ics)$/.test(type) || bytes.length > CALENDAR_MAX_BYTES) continue
    const reply = replyIn(new TextDecoder().decode(bytes))
    if (reply) return reply
  }
  return null
}

function replyIn(text: string): CalendarReply | null {
  try {
    const calendar = new ICAL.Component(ICAL.parse(text) as unknown[])
    if (String(calendar.getFirstPropertyValue('method')).toUpperCase() !== 'REPLY') return null
    const event = calendar.getFirstSubcomponent('vevent')
    const attendee = event?.getFirstProperty('attendee')
    const partstat = PARTSTATS.find((one) => one === String(attendee?.getParameter('partstat')).toUpperCase())
    const uid = event?.getFirstPropertyValue('uid')
    if (!event || !attendee || !partstat || typeof uid !== 'string') return null
    return {
      uid,
      attendee: String(attendee.getFirstValue())
        .replace(/^mailto:/i, '')
        .toLowerCase(),
      partstat,
      sequence: Number(event.getFirstPropertyValue('sequence')) || 0,
    }
  } catch {
    // Not a calendar.
    return null
  }
}
