import { MonitorUp, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { listOf } from '../lib/locale.ts'
import { isStaff } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { Declines } from './Declines.tsx'
import {
  useDeclineScreenShareMutation,
  useScreenShareAskedSubscription,
  useScreenShareAsksQuery,
  useScreenShareChangedSubscription,
  useScreenShareDeclinedSubscription,
} from './screenshare.generated.ts'
import { useSharing } from './sharing.ts'
import { useStartSharing } from './useStartSharing.ts'

const BAR = 'flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-1 text-sm'

/** The bar while the viewer's screen is shared: who is watching, and a stop button. */
export const ShareBar = () => {
  const { viewer } = useViewer()
  const share = useSharing((state) => state.share)
  const staff = isStaff(viewer.role)
  return (
    <>
      {staff && <Declines />}
      {share ? <Running /> : !staff && <Asked />}
    </>
  )
}

const Running = () => {
  const t = useTranslations('screenshare')
  const { share, watchers } = useSharing()
  const stop = () => void import('./shareHost.ts').then(({ stopSharing }) => stopSharing())
  return (
    <section aria-label={t('sharing')} className={`${BAR} bg-selected text-text`}>
      <MonitorUp aria-hidden className="size-4 shrink-0 text-accent-text" />
      <p className="min-w-0 font-medium">
        {t('sharing')} {t('inTicket', { number: share?.ticket.number ?? '' })}
      </p>
      <p role="status" className="flex min-w-0 flex-auto items-center gap-1.5">
        {watchers.length > 0 ? (
          <Eye aria-hidden className="size-4 shrink-0" />
        ) : (
          <EyeOff aria-hidden className="size-4 shrink-0" />
        )}
        {watchers.length > 0 ? t('viewedBy', { names: listOf(watchers, { type: 'unit' }) }) : t('unwatched')}
      </p>
      <Button size="sm" variant="danger" onPress={stop}>
        {t('stop')}
      </Button>
    </section>
  )
}

const Asked = () => {
  const t = useTranslations('screenshare')
  const [{ data }] = useScreenShareAsksQuery()
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  const start = useStartSharing()
  const [, decline] = useDeclineScreenShareMutation()
  useScreenShareAskedSubscription()
  // It may be answered on another device.
  useScreenShareDeclinedSubscription()
  useScreenShareChangedSubscription()
  const ask = data?.screenShareAsks.findLast(({ id }) => !dismissed.includes(id))
  if (!ask) return null
  const notNow = async () => {
    setDismissed([...dismissed, ask.id])
    const { data: answer } = await decline({ input: { ticketId: ask.ticket.id } })
    // The decline was not sent: show the request again.
    if (toastRefusal(answer?.declineScreenShare, t('declineFailed')))
      setDismissed((ids) => ids.filter((id) => id !== ask.id))
  }
  return (
    <section role="alert" className={`${BAR} bg-selected text-text`}>
      <MonitorUp aria-hidden className="size-4 shrink-0 text-accent-text" />
      <p className="min-w-40 flex-1">{t('asked', { name: ask.asker.name, number: ask.ticket.number })}</p>
      <Button size="sm" variant="primary" onPress={() => void start(ask.ticket.id)}>
        {t('share')}
      </Button>
      <Button size="sm" onPress={() => void notNow()}>
        {t('notNow')}
      </Button>
    </section>
  )
}
