import { Check, CheckCheck, Clock, CloudOff, LoaderCircle, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { useConnection } from '../graphql/connection.ts'
import { useNow } from '../lib/useNow.ts'
import { isLimited } from './outboxItem.ts'
import type { OutboxItem } from './outboxStore.ts'

const Line = ({ icon: Icon, children }: { icon: LucideIcon; children: string }) => (
  <p className="mt-0.5 flex items-center gap-1 px-1 text-xs text-muted">
    <Icon aria-hidden className="size-3" />
    {children}
  </p>
)

/** The delivery state of the viewer's message in the log: sent, or read and by whom. */
export const ReadState = ({ readers }: { readers: { id: string; name: string }[] }) => {
  const t = useTranslations('messages')
  const [reader] = readers
  if (!reader) return <Line icon={Check}>{t('sent')}</Line>
  return (
    <Line icon={CheckCheck}>
      {readers.length > 1
        ? t('readByMany', { count: readers.length })
        : t('readByOne', { name: isolated(reader.name) })}
    </Line>
  )
}

/** Says when a message is sent again that came too soon after many others. */
const LimitedState = ({ until }: { until: number }) => {
  const t = useTranslations('messages')
  const left = until - useNow(500).getTime()
  return <Line icon={Clock}>{left > 0 ? t('sendingAgainIn', { seconds: Math.ceil(left / 1_000) }) : t('queued')}</Line>
}

/** The delivery state of a message in the outbox. */
export const SendState = ({ item }: { item: OutboxItem }) => {
  const t = useTranslations('messages')
  const isOffline = useConnection(({ state }) => state === 'offline')
  if (item.state === 'sending') return <Line icon={LoaderCircle}>{t('sending')}</Line>
  if (item.state === 'sent') return <Line icon={Check}>{t('sent')}</Line>
  if (isOffline) return <Line icon={CloudOff}>{t('waitingForNetwork')}</Line>
  if (isLimited(item)) return <LimitedState until={item.notBefore} />
  return <Line icon={Clock}>{item.attempts > 0 ? t('retrying') : t('queued')}</Line>
}
