import { X } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { IconButton } from '../ui/IconButton.tsx'
import type { ShareFieldsFragment } from './screenshare.generated.ts'
import { SharePlayer } from './SharePlayer.tsx'
import { useActiveShares } from './useActiveShares.ts'
import { stopWatching } from './watched.ts'

/** A shared screen above its conversation, so that one can write while watching. */
export const DockedShare = ({ share }: { share: ShareFieldsFragment }) => {
  const t = useTranslations('screenshare')
  const { shares } = useActiveShares()
  // It stays when the share has ended, to say so.
  const now = shares.find(({ id }) => id === share.id) ?? { ...share, endedAt: share.startedAt }
  const title = t('screenOf', { name: share.sharer.name })
  return (
    <section aria-label={title} className="flex shrink-0 flex-col gap-1 border-b border-line bg-canvas px-3 pt-1 pb-2">
      <div className="flex items-center gap-2">
        <h3 className="min-w-0 flex-1 truncate text-sm font-medium">{title}</h3>
        <IconButton icon={X} label={t('stopWatching')} onPress={stopWatching} />
      </div>
      <SharePlayer share={now} isDocked />
    </section>
  )
}
