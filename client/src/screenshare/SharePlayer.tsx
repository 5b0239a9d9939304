import { Eye, LoaderCircle, MonitorOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import type { ShareFieldsFragment } from './screenshare.generated.ts'
import { ShareWatcher, type WatchState } from './shareWatcher.ts'

/** Plays a shared screen while mounted. */
export const SharePlayer = ({ share }: { share: ShareFieldsFragment }) => {
  const t = useTranslations('screenshare')
  const client = useClient()
  const video = useRef<HTMLVideoElement>(null)
  const [state, setState] = useState<WatchState>('connecting')
  const { id, endedAt } = share
  const sharerId = share.sharer.id
  const isOver = state === 'over' || endedAt !== null

  useEffect(() => {
    if (isOver) return undefined
    const watcher = new ShareWatcher(
      client,
      { id, sharerId },
      {
        onState: setState,
        onStream: (stream) => {
          if (video.current) video.current.srcObject = stream
        },
      },
    )
    return () => watcher.close()
  }, [client, id, sharerId, isOver])

  return (
    <div className="flex flex-col gap-2">
      <div className="relative flex aspect-video max-h-[calc(90dvh-9rem)] w-full items-center justify-center overflow-hidden rounded-lg bg-sunken">
        <video
          ref={video}
          autoPlay
          muted
          playsInline
          aria-label={t('screenOf', { name: share.sharer.name })}
          className={classes('size-full object-contain', (isOver || state === 'connecting') && 'invisible')}
        />
        {(isOver || state !== 'watching') && (
          <p
            role="status"
            className="absolute flex items-center gap-2 rounded-md border border-line bg-raised px-3 py-2 text-sm text-text"
          >
            {isOver ? (
              <MonitorOff aria-hidden className="size-4" />
            ) : (
              <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin" />
            )}
            {t(isOver ? 'over' : state === 'connecting' ? 'connecting' : 'reconnecting')}
          </p>
        )}
      </div>
      {/* Keeps its size, so that nothing moves when the share ends. */}
      <p className={classes('flex items-center gap-1.5 text-xs text-muted', isOver && 'invisible')}>
        <Eye aria-hidden className="size-3.5" />
        {t('seen', { name: share.sharer.name })}
      </p>
    </div>
  )
}
