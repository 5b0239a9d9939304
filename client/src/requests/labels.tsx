import { CircleCheck, CircleX, Clock, Undo2, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import type { ChatRequestRowFragment } from './requests.generated.ts'

type Status = ChatRequestRowFragment['status']

const ICONS: Record<Status, [LucideIcon, string]> = {
  PENDING: [Clock, 'text-warn'],
  ACCEPTED: [CircleCheck, 'text-success'],
  DECLINED: [CircleX, 'text-danger'],
  CANCELLED: [Undo2, 'text-subtle'],
}

/** A request's status as icon and text. */
export const RequestState = ({ request: { status, decidedBy } }: { request: ChatRequestRowFragment }) => {
  const t = useTranslations('requests')
  const [Icon, colour] = ICONS[status]
  const word = t(`status.${status}`)
  return (
    <span className="inline-flex items-center gap-1.5 text-sm">
      <Icon aria-hidden className={`size-4 shrink-0 ${colour}`} />
      {decidedBy ? t('decidedBy', { status: word, name: isolated(decidedBy.name) }) : word}
    </span>
  )
}
