import { BellRing, Check, Clock, Mail, Minus, MessageSquareText, Monitor, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { fullTime } from '../lib/time.ts'
import type { DeliveryFieldsFragment } from './deliveries.generated.ts'

const ICONS: Record<DeliveryFieldsFragment['channel'], LucideIcon> = {
  IN_APP: Monitor,
  PUSH: BellRing,
  EMAIL: Mail,
  SMS: MessageSquareText,
}

/** For each channel: whether a notification was sent, why, and when. */
export const DeliveryList = ({ deliveries }: { deliveries: readonly DeliveryFieldsFragment[] }) => {
  const t = useTranslations('deliveries')
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {deliveries.map(({ channel, sent, reason, at, dueAt }) => {
        const Icon = ICONS[channel]
        const State = sent ? Check : dueAt ? Clock : Minus
        return (
          <li key={channel} className="flex items-start gap-2">
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0 text-subtle" />
            <span className="flex min-w-0 flex-1 flex-col">
              <span className="wrap-anywhere text-text">{reason}</span>
              <time dateTime={dueAt ?? at} className="text-xs text-muted">
                {dueAt ? t('waiting', { time: fullTime(dueAt) }) : fullTime(at)}
              </time>
            </span>
            <State
              aria-label={sent ? t('sent') : t('notSent')}
              role="img"
              className={classes('mt-0.5 size-4 shrink-0', sent ? 'text-success' : 'text-subtle')}
            />
          </li>
        )
      })}
    </ul>
  )
}
