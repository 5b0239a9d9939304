import type { RULES } from './outcomes.ts'
import { entry, query, route, type Route } from './routeShapes.ts'

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
  DeskTag: { staffElseBadInput: 'name formerNames', staffElseBadInputOrNull: 'color' },
  TagUse: { adminsOnly: 'tag ticketCount openCount' },
  TagChange: { staffElseBadInput: 'id', staffElseBadInputOrNull: 'tag' },
  DeskTagPayload: { adminsElseNull: 'tag', signedIn: 'errors' },
  TeamChange: { staffElseBadInput: 'id team' },
}

/** The routes to it. */
export const DESK_ROUTES: Record<string, Route[]> = {
  SavedPeriod: [query('savedViews { filter { created { FIELD } } }', 'savedViews.filter.created')],
  RenameEntry: [entry('RenameEntry')],
  DeskTag: [query('tagColors { FIELD }', 'tagColors')],
  TagUse: [query('tagUses { FIELD }', 'tagUses')],
  TagChange: [route('subscription { tagChanged { FIELD } }', 'tagChanged')],
  TeamChange: [route('subscription { teamChanged { FIELD } }', 'teamChanged')],
  DeskTagPayload: [route(`mutation { setTagColor(input: { tag: "lamp", color: BLUE }) { FIELD } }`, 'setTagColor')],
}
