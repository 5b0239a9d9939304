import { type calendar_v3 } from '@googleapis/calendar'
import { randomUUID } from 'node:crypto'
import { inCall } from '../tracing.ts'
import { type GoogleAccess, googleCalendar } from './googleClient.ts'
import { googleProblem, isGone, statusOf } from './googleProblem.ts'
import { type Arranged, type Meeting, MeetingError, type MeetingProvider } from './provider.ts'

// Parley notifies people itself: with Google's invitations they would be notified twice, by two senders.
const SEND_UPDATES = 'none'

/** Google Meet conferences on events of a Google calendar. */
export function googleMeetings(access: GoogleAccess): MeetingProvider {
  const { events } = googleCalendar(access)
  const common = { calendarId: access.calendarId, sendUpdates: SEND_UPDATES } as const

  const create = async (meeting: Meeting): Promise<Arranged> => {
    const requestBody = { id: meeting.key, ...eventFrom(meeting), ...conference(meeting.key) }
    return arranged(await events.insert({ ...common, conferenceDataVersion: 1, requestBody }))
  }

  const patch = async (eventId: string, meeting: Meeting): Promise<Arranged> => {
    const change = async (requestBody: calendar_v3.Schema$Event) =>
      events.patch({ ...common, eventId, conferenceDataVersion: 1, requestBody })
    const answer = await change(eventFrom(meeting))
    // An event without a conference, because Google could not create one earlier, gets another request.
    return hasConference(answer.data) ? arranged(answer) : arranged(await change(conference(randomUUID())))
  }

  return {
    isLocal: false,
    createMeeting: (meeting) =>
      inCall('create meeting', {}, () => create(meeting)).catch((error: unknown) => {
        // An earlier attempt created the event, and its response was lost.
        if (statusOf(error) === 409) return patch(meeting.key, meeting).catch(throwProblem)
        throw googleProblem(error)
      }),
    updateMeeting: (externalId, meeting) =>
      inCall('update meeting', {}, () => patch(externalId, meeting)).catch((error: unknown) => {
        if (isGone(error)) return create(meeting).catch(throwProblem)
        throw googleProblem(error)
      }),
    cancelMeeting: async (eventId) => {
      await inCall('cancel meeting', {}, () => events.delete({ ...common, eventId })).catch((error: unknown) => {
        if (!isGone(error)) throw googleProblem(error)
      })
    },
  }
}

function throwProblem(error: unknown): never {
  throw googleProblem(error)
}

function eventFrom({ title, startsAt, endsAt, timeZone, guests }: Meeting): calendar_v3.Schema$Event {
  return {
    // Restores an event that was deleted in the calendar.
    status: 'confirmed',
    summary: title,
    start: { dateTime: startsAt.toISOString(), timeZone },
    end: { dateTime: endsAt.toISOString(), timeZone },
    attendees: guests.map(({ name, email }) => ({ displayName: name, email })),
    // Participants do not see each other's addresses in Parley, and so not here.
    guestsCanSeeOtherGuests: false,
    guestsCanInviteOthers: false,
    visibility: 'private',
  }
}

const conference = (requestId: string): calendar_v3.Schema$Event => ({
  conferenceData: { createRequest: { requestId, conferenceSolutionKey: { type: 'hangoutsMeet' } } },
})

const requestStatus = (event: calendar_v3.Schema$Event) => event.conferenceData?.createRequest?.status?.statusCode
const linkOf = (event: calendar_v3.Schema$Event) =>
  event.conferenceData?.entryPoints?.find(({ entryPointType }) => entryPointType === 'video')?.uri ?? event.hangoutLink

/** Whether an event has a conference, or will have one soon. */
function hasConference(event: calendar_v3.Schema$Event): boolean {
  return !isEvent(event) || Boolean(linkOf(event)) || requestStatus(event) === 'pending'
}

/** A truncated response is text that is not valid JSON. */
function isEvent(event: unknown): event is calendar_v3.Schema$Event & { id: string } {
  return typeof event === 'object' && event !== null && typeof (event as { id?: unknown }).id === 'string'
}

function arranged({ data }: { data: calendar_v3.Schema$Event }): Arranged {
  if (!isEvent(data)) throw new MeetingError('INCOMPLETE', { isTemporary: true })
  const link = linkOf(data)
  if (link?.startsWith('https://')) return { joinUrl: link, externalId: data.id }
  if (requestStatus(data) === 'pending') return { joinUrl: null, externalId: data.id }
  throw new MeetingError('NO_CONFERENCE', { isTemporary: true })
}
