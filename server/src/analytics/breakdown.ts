import type { Viewer } from '../viewer/viewer.ts'
import type { Clock, Dimension as AnyDimension, Figures, Percentiles } from './figures.ts'
import { canSeeStaffFigures } from './policy.ts'

/** What figures can be broken down by. */
export type Dimension = Extract<AnyDimension, 'agent' | 'team' | 'tag' | 'type' | 'shop' | 'hour'>

/** The figures of one key of a dimension. */
export interface Breakdown {
  key: string
  /** The agent's id, if it is broken down by agent. */
  agent: string | null
  /** The shop's id, if it is broken down by shop. */
  shop: string | null
  created: number
  resolved: number
  reopened: number
  /** Null by hour: no hour has a backlog. */
  backlog: number | null
  times(kind: 'answered' | 'resolved', clock: Clock): Promise<Percentiles>
}

/** The most rows of a breakdown. */
const ROWS_MAX = 200
const STAFF_ONLY: readonly Dimension[] = ['agent', 'team', 'tag']

/** The figures by one dimension, with most facts first. */
export async function breakDown(viewer: Pick<Viewer, 'role'>, figures: Figures, by: Dimension): Promise<Breakdown[]> {
  if (STAFF_ONLY.includes(by) && !canSeeStaffFigures(viewer)) return []
  // Tickets belong to their assignee until somebody answers or resolves them.
  const ofTickets = by === 'agent' ? 'assignee' : by
  const keys = await figures.keys(by)
  if (by === 'agent') for (const key of await figures.keys('assignee')) if (!keys.includes(key)) keys.push(key)
  return Promise.all(
    keys.slice(0, ROWS_MAX).map(async (key) => ({
      key,
      agent: by === 'agent' ? key : null,
      shop: by === 'shop' ? key : null,
      created: await figures.count('created', ofTickets, key),
      resolved: await figures.count('resolved', by, key),
      reopened: await figures.count('reopened', ofTickets, key),
      backlog: by === 'hour' ? null : await figures.backlog(ofTickets, key),
      times: (kind, clock) => figures.times(kind, clock, by, key),
    })),
  )
}
