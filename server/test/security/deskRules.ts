import type { RULES } from './outcomes.ts'
import { entry, type Route } from './routeShapes.ts'

/** Who sees what the desk's staff change: names of tickets. */
export const DESK_FIELDS: Record<string, Partial<Record<keyof typeof RULES, string>>> = {
  InvitationEdge: { adminsOnly: 'cursor node' },
  StatusEntry: { participants: 'id seq at audience actor from to' },
  RenameEntry: { participants: 'id seq at audience actor', participantsOrNull: 'from to' },
}

/** The routes to it. */
export const DESK_ROUTES: Record<string, Route[]> = {
  RenameEntry: [entry('RenameEntry')],
}
