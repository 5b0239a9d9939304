import { MAINTENANCE, isUuid } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { UserError } from '../platform/userError.ts'
import { readSession } from '../sessions/reads.ts'
import { respondToSession } from '../sessions/respondToSession.ts'
import { sessionIdIn } from '../sessions/sessionFile.ts'
import type { AnswerInvitation, CalendarReply } from './calendarReply.ts'
import { findSender } from './sender.ts'

// A calendar's “maybe” has no equivalent: the invitation stays unanswered.
const RESPONSES: Partial<Record<CalendarReply['partstat'], 'accepted' | 'declined'>> = {
  ACCEPTED: 'accepted',
  DECLINED: 'declined',
}

/** Records a calendar's answer to an invitation as the response of the person with its address, under their identity. */
export function answerInvitationsBy(pools: Pools): AnswerInvitation {
  return async ({ uid, attendee, partstat, sequence }) => {
    const sessionId = sessionIdIn(uid)
    if (!isUuid(sessionId)) return false
    const person = await asIdentity(pools, MAINTENANCE, 'read', () => findSender(attendee))
    if (!person || person.isDisabled) return false
    const identity = { role: person.role, userId: person.id }
    return asIdentity(pools, identity, 'write', async () => {
      const session = await readSession(sessionId)
      const response = RESPONSES[partstat]
      // A reply to an earlier invitation may be about another time.
      if (!session || !response || sequence < session.sequence) return session !== null
      const viewer = { ...person, signIn: { kind: 'token', id: sessionId, expiresAt: null } } as const
      await respondToSession(viewer, { sessionId, response }).catch((error: unknown) => {
        // The session was cancelled or has ended.
        if (!(error instanceof UserError)) throw error
      })
      return true
    })
  }
}
