import { TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { clockTime } from '../lib/time.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useSessionWarningsQuery } from './sessions.generated.ts'
import { isoOf, type PlannedTime } from './plannedTime.ts'

const STRINGS = {
  OVERLAP: { self: 'overlapSelf', other: 'overlap' },
  OUTSIDE_HOURS: { self: 'outsideHoursSelf', other: 'outsideHours' },
} as const

type Props = { ticketId: string; time: PlannedTime; hostId?: string; sessionId?: string }

/** What speaks against a time. It can be chosen all the same. */
export const Warnings = ({ ticketId, time, hostId, sessionId }: Props) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  const [{ data }] = useSessionWarningsQuery({
    variables: { ticketId, startsAt: time.at ? isoOf(time.at) : '', minutes: time.minutes, hostId, sessionId },
    requestPolicy: 'network-only',
    pause: !time.at,
  })
  const warnings = time.at ? (data?.sessionWarnings ?? []) : []
  return (
    <div role="status" className="empty:hidden">
      {warnings.map(({ kind, person, startsAt, endsAt }) => (
        <p key={`${kind} ${person.id} ${startsAt}`} className="flex items-start gap-2 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {t(STRINGS[kind][person.id === viewer.id ? 'self' : 'other'], {
            person: isolated(person.name),
            from: clockTime(startsAt),
            to: clockTime(endsAt),
          })}
        </p>
      ))}
    </div>
  )
}
