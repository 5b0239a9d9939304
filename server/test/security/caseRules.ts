import type { RULES } from './outcomes.ts'
import { entry, type Route, ticket } from './routeShapes.ts'

/** Who sees the fields of disputes. */
export const CASE_FIELDS: Record<string, Partial<Record<keyof typeof RULES, string>>> = {
  CaseEntry: {
    participants: 'id seq at audience actor change isAfterDeadline isAboutAppeal',
    participantsOrNull: 'side outcome text',
  },
  Case: {
    participants: `escalatedBy side reason isAfterDeadline escalatedAt decisions appeals evidenceRequests viewerCanRequestEvidence viewerCanDecide
      viewerCanAppeal`,
    participantsOrNull: `dueAt outcome decisionReason decidedBy decidedAt appealableUntil appealedBy appealedAt appealReason`,
  },
  CaseDecision: { participants: 'outcome reason decidedAt', participantsOrNull: 'decidedBy' },
  CaseAppeal: { participants: 'side reason appealedAt', participantsOrNull: 'appealedBy' },
  EvidenceRequest: {
    participants: 'id from text requestedAt dueAt isOverdue',
    participantsOrNull: 'requestedBy answeredAt',
  },
}

/** The routes to disputes. */
export const CASE_ROUTES: Record<string, Route[]> = {
  CaseEntry: [entry('CaseEntry')],
  Case: [ticket('case { FIELD }', 'case')],
  CaseDecision: [ticket('case { decisions { FIELD } }', 'case.decisions')],
  CaseAppeal: [ticket('case { appeals { FIELD } }', 'case.appeals')],
  EvidenceRequest: [ticket('case { evidenceRequests { FIELD } }', 'case.evidenceRequests')],
}
