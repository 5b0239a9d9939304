import { changeFeed } from '../live/changes.ts'
import type { Feed } from '../live/feed.ts'
import type { Identity } from '../platform/database/identity.ts'
import { readTeamsById, type TeamRow } from './team.ts'

/** A team that was added, renamed, retired or restored, as it is now. */
export interface TeamChange {
  id: string
  team: TeamRow
}

/** Changes of the desk's teams. */
export function teamFeed(identity: Identity): Feed {
  return changeFeed<TeamChange>({ topic: 'teams', whose: 'staff', load: loadChanges }, identity)
}

async function loadChanges(ids: string[]): Promise<TeamChange[]> {
  return (await readTeamsById(ids)).map(({ id, ...team }) => ({ id, team }))
}
