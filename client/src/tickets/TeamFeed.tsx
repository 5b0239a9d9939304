import { useEffect } from 'react'
import { isStaff } from '../lib/roles.ts'
import { useTeamTitles } from '../ui/teamTitles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useTeamChangedSubscription, useTeamsQuery } from './teams.generated.ts'

/** Keeps the titles of teams: live for staff; others see new ones when they load the page next. */
export const TeamFeed = () => {
  const { viewer } = useViewer()
  const [{ data }] = useTeamsQuery()
  useTeamChangedSubscription({ pause: !isStaff(viewer.role) })
  useEffect(() => {
    if (!data) return
    const renamed = data.teams.flatMap(({ name, title }) => (title === name ? [] : [[name, title] as const]))
    useTeamTitles.setState(Object.fromEntries(renamed), true)
  }, [data])
  return null
}
