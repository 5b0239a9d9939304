import { create } from 'zustand'

/** What people see for the names of teams that were renamed. Loaded after the list (tickets/TeamFeed.tsx), so they take no room of their own. */
export const useTeamTitles = create<Record<string, string>>(() => ({}))

/** What people see for the name of a team: the API refers to teams by names, which do not change. */
export const useTeamTitle = (): ((name: string) => string) => {
  const titles = useTeamTitles()
  return (name) => titles[name] ?? name
}
