import { MonitorOff, MonitorPlay, ShieldCheck, Timer } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { lazily } from '../lib/lazily.ts'
import { useNow } from '../lib/useNow.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { Corner } from '../ui/Corner.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import type { ShareFieldsFragment } from './screenshare.generated.ts'
import { useActiveShares } from './useActiveShares.ts'

const WatchDialog = lazily(() => import('./WatchDialog.tsx'), 'WatchDialog')

/** All screens shared now, as tiles. */
export const LiveScreen = () => {
  const t = useTranslations('screenshare')
  const { shares, isKnown, error, again } = useActiveShares()
  const [watched, setWatched] = useState<ShareFieldsFragment | null>(null)
  const now = watched && (shares.find(({ id }) => id === watched.id) ?? { ...watched, endedAt: watched.startedAt })
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center border-b border-line px-3 tablet:px-5">
        <h1 className="text-lg font-semibold">{t('live')}</h1>
        <Corner />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {error && !isKnown ? (
          <ErrorPanel message={t('loadFailed')} requestId={requestId(error)} onRetry={again} />
        ) : isKnown && shares.length === 0 ? (
          <EmptyState icon={MonitorOff}>{t('empty')}</EmptyState>
        ) : (
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] gap-4 p-3 tablet:p-5">
            {shares.map((share) => (
              <Tile key={share.id} share={share} onWatch={() => setWatched(share)} />
            ))}
          </ul>
        )}
      </div>
      <Suspense>{now && <WatchDialog share={now} onClose={() => setWatched(null)} />}</Suspense>
    </div>
  )
}

const Tile = ({ share, onWatch }: { share: ShareFieldsFragment; onWatch: () => void }) => {
  const t = useTranslations('screenshare')
  const { sharer, ticket } = share
  return (
    <li className="flex flex-col gap-3 rounded-lg border border-line bg-surface p-4">
      <div className="flex items-center gap-2">
        <Avatar name={sharer.name} />
        <span className="min-w-0 flex-1 truncate font-medium">{sharer.name}</span>
        <span className="inline-flex items-center gap-1 text-xs text-success">
          <ShieldCheck aria-hidden className="size-3.5" />
          {t('consent')}
        </span>
      </div>
      <p dir="auto" className="min-w-0 truncate text-match-parent text-sm text-muted">
        {ticket.number} · {ticket.subject}
      </p>
      <div className="flex items-center justify-between gap-2">
        <Elapsed since={share.startedAt} />
        <Button size="sm" variant="primary" aria-label={t('watchOf', { name: sharer.name })} onPress={onWatch}>
          <MonitorPlay aria-hidden className="size-4" />
          {t('watch')}
        </Button>
      </div>
    </li>
  )
}

const Elapsed = ({ since }: { since: string }) => {
  const t = useTranslations('screenshare')
  const seconds = Math.max(0, Math.floor((useNow(1_000).getTime() - new Date(since).getTime()) / 1_000))
  const part = (n: number) => String(n).padStart(2, '0')
  const time = `${Math.floor(seconds / 60)}:${part(seconds % 60)}`
  return (
    <span className="inline-flex items-center gap-1 text-sm text-muted tabular-nums">
      <Timer aria-hidden className="size-3.5" />
      {t('running', { time })}
    </span>
  )
}
