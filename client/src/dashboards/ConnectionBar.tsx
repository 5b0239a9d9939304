import { CirclePause, CloudOff, RefreshCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useConnection } from '../graphql/connection.ts'
import { useWaiting, useWaitingCount } from '../graphql/waiting.ts'
import { ShareBar } from '../screenshare/ShareBar.tsx'
import { useUnsentCount } from '../messages/useOutbox.ts'
import { useRefusedChanges } from '../tickets/useRefusedChanges.ts'

/** Shorter interruptions are not shown. */
const SHOWN_AFTER_MS = 2_000

/** Shown above every dashboard: the shared screen, and a lost live connection. When it is back, the feeds catch up. */
export const ConnectionBar = () => {
  const t = useTranslations('dashboards')
  // Opens the outbox, so that messages from an earlier page are sent, whichever ticket is open.
  const messages = useUnsentCount()
  const changes = useWaitingCount()
  const wake = useWaiting((waiting) => waiting.wake)
  const state = useConnection((connection) => connection.state)
  const [late, setLate] = useState(false)

  useEffect(() => {
    if (state === 'online') return setLate(false)
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [state])

  // Those of an earlier page too.
  useEffect(wake, [wake])
  useRefusedChanges()

  const offlineText =
    messages > 0 && changes > 0
      ? t('offlineBoth', { messages, changes })
      : changes > 0
        ? t('offlineChanges', { count: changes })
        : messages > 0
          ? t('offlineWaiting', { count: messages })
          : t('offline')
  const isOffline = state === 'offline'
  const isShown = isOffline || state === 'paused' || (state === 'reconnecting' && late)
  const Icon = { offline: CloudOff, paused: CirclePause, reconnecting: RefreshCw, online: RefreshCw }[state]
  return (
    <>
      <ShareBar />
      <div role="status" className="contents">
        {isShown && (
          <p className="flex h-8 shrink-0 items-center justify-center gap-2 border-b border-line bg-sunken text-sm text-warn">
            <Icon aria-hidden className="size-4" />
            {isOffline ? offlineText : t(state)}
          </p>
        )}
      </div>
    </>
  )
}
