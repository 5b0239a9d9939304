import { UserError } from '../userError.ts'
import type { MeetingProvider } from './provider.ts'

/** The maximum length of a link, in UTF-16 code units. */
const LINK_MAX = 2_000

/** Meetings whose link was entered by hand. */
export const linkMeetings: MeetingProvider = {
  isLocal: true,
  createMeeting: async ({ link }) => ({ joinUrl: checkedLink(link ?? ''), externalId: null }),
  updateMeeting: () => Promise.reject(new Error('A link is never updated.')),
  cancelMeeting: async () => {},
}

/** The link in its normal form; throws a VALIDATION error unless it is an https address without a password. */
function checkedLink(text: string): string {
  const link = text.trim()
  const url = link.length <= LINK_MAX && URL.canParse(link) ? new URL(link) : null
  if (url?.protocol !== 'https:' || url.username || url.password || !url.hostname.includes('.'))
    throw new UserError('VALIDATION', 'Enter a link that starts with https://.', ['input', 'joinUrl'])
  return url.href
}
