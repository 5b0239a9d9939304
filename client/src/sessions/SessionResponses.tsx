import { Check, CircleDashed, Clock, X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { SessionFieldsFragment } from './sessions.generated.ts'
import { moment } from './when.ts'

const ICONS = { ACCEPTED: Check, DECLINED: X, PROPOSED: Clock, waiting: CircleDashed }

/** What each person has answered. */
export const SessionResponses = ({ session }: { session: SessionFieldsFragment }) => {
  const t = useTranslations('sessions')
  const { viewer } = useViewer()
  return (
    <ul className="flex flex-col gap-0.5 text-sm">
      {session.responses.map(({ user, response, proposedStartsAt }) => {
        const answer = response ?? 'waiting'
        const Icon = ICONS[answer]
        const when = proposedStartsAt ? moment(proposedStartsAt) : ''
        return (
          <li key={user.id} className="flex items-center gap-1.5">
            <Icon aria-hidden className="size-3.5 shrink-0 text-subtle" />
            {user.id === viewer.id
              ? t(`ownResponses.${answer}`, { when })
              : t(`responses.${answer}`, { person: isolated(user.name), when })}
          </li>
        )
      })}
    </ul>
  )
}
