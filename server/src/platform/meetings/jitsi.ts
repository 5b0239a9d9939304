import { randomBytes } from 'node:crypto'
import type { MeetingProvider } from './provider.ts'

/** Random bytes in a room's name: 160 bits cannot be guessed. */
const ROOM_BYTES = 20

/** Meetings in rooms of a Jitsi server. A room is created when the first person enters it, so no request is needed. */
export function jitsiMeetings(baseUrl: string): MeetingProvider {
  return {
    isLocal: true,
    // Hexadecimal, because Jitsi ignores case in names.
    createMeeting: async () => ({
      joinUrl: new URL(`parley-${randomBytes(ROOM_BYTES).toString('hex')}`, `${baseUrl.replace(/\/+$/, '')}/`).href,
      externalId: null,
    }),
    updateMeeting: () => Promise.reject(new Error('A Jitsi room is never updated.')),
    cancelMeeting: async () => {},
  }
}
