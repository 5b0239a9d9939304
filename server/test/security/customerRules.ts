import type { RULES } from './outcomes.ts'
import { type Route, route } from './routeShapes.ts'

/** In everything with the requester. */
const customer = (selection: string, path: string): Route =>
  route(`query ($requester: ID!) { customerTimeline(userId: $requester) { ${selection} } }`, `customerTimeline${path}`)

/** Who sees everything with a person, and what entries of a timeline have in common. */
export const CUSTOMER_FIELDS: Record<string, Partial<Record<keyof typeof RULES, string>>> = {
  TimelineConnection: { participants: 'edges pageInfo' },
  TimelineEdge: { participants: 'cursor node' },
  MessageEntry: { participants: 'id seq at audience actor message' },
  PriorityEntry: { participants: 'id seq at audience actor from to' },
  CustomerTimelineConnection: { staffElseHidden: 'edges pageInfo' },
  CustomerTimelineEdge: { staffElseHidden: 'cursor node' },
  CustomerMoment: { staffElseHidden: 'ticket entry', staffElseHiddenOrNull: 'excerpt' },
}

/** The routes to it. */
export const CUSTOMER_ROUTES: Record<string, Route[]> = {
  CustomerTimelineConnection: [customer('FIELD', '')],
  CustomerTimelineEdge: [customer('edges { FIELD }', '.edges')],
  CustomerMoment: [customer('edges { node { FIELD } }', '.edges.node')],
}
