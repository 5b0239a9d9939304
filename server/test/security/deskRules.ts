import type { RULES } from './outcomes.ts'
import { entry, query, type Route } from './routeShapes.ts'

/** Who sees what staff do with tickets and say of themselves, and some fields of lists. */
export const DESK_FIELDS: Record<string, Partial<Record<keyof typeof RULES, string>>> = {
  InvitationEdge: { adminsOnly: 'cursor node' },
  StatusEntry: { participants: 'id seq at audience actor from to' },
  SavedPeriod: { staffElseHiddenOrNull: 'from until days timeZone' },
  Availability: {
    staffElseHidden: 'state openTickets isAway',
    staffElseHiddenOrNull: 'until loadLimit awayUntil awayNote',
  },
  RenameEntry: { participants: 'id seq at audience actor', participantsOrNull: 'from to' },
}

/** The routes to it. */
export const DESK_ROUTES: Record<string, Route[]> = {
  SavedPeriod: [query('savedViews { filter { created { FIELD } } }', 'savedViews.filter.created')],
  RenameEntry: [entry('RenameEntry')],
}
