import type { RULES } from './outcomes.ts'
import { entry, type Route, ticket } from './routeShapes.ts'

/** Who sees the fields of private tickets and of legal holds. */
export const PRIVACY_FIELDS: Record<string, Partial<Record<keyof typeof RULES, string>>> = {
  ReadMarker: { participants: 'userId messageCount' },
  TicketViewerState: { signedIn: 'ticketId isStarred viewerReadSeq viewerReadMessageCount' },
  TicketPrivacy: { staffElseHidden: 'isConfidential isReadable', staffElseHiddenOrNull: 'emergencyAccess' },
  EmergencyAccess: { adminsElseHidden: 'reason startedAt expiresAt' },
  ConfidentialEntry: { staffElseHidden: 'id seq at actor audience confidential' },
  EmergencyAccessEntry: { participants: 'id seq at actor audience reason expiresAt' },
  LegalHoldEntry: { staffElseHidden: 'id seq at audience actor held' },
  LegalHold: { staffElseHidden: 'reason setAt setBy' },
}

/** The routes to them. */
export const PRIVACY_ROUTES: Record<string, Route[]> = {
  TicketPrivacy: [ticket('privacy { FIELD }', 'privacy')],
  EmergencyAccess: [ticket('privacy { emergencyAccess { FIELD } }', 'privacy.emergencyAccess')],
  ConfidentialEntry: [entry('ConfidentialEntry')],
  EmergencyAccessEntry: [entry('EmergencyAccessEntry')],
  LegalHoldEntry: [entry('LegalHoldEntry')],
  LegalHold: [ticket('legalHold { FIELD }', 'legalHold')],
}
