import { Eye, LoaderCircle, Maximize, MonitorOff } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import type { ShareFieldsFragment } from './screenshare.generated.ts'
import { ShareWatcher, type WatchState } from './shareWatcher.ts'

type Props = {
  share: ShareFieldsFragment
  /** Beside a conversation, which needs its space. */
  isDocked?: boolean
}

/** Plays a shared screen while mounted. */
export const SharePlayer = ({ share, isDocked = false }: Props) => {
  const t = useTranslations('screenshare')
  const client = useClient()
  const video = useRef<HTMLVideoElement>(null)
  const screen = useRef<HTMLDivElement>(null)
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
      <div
        ref={screen}
        className={classes(
          'group/screen relative flex aspect-video w-full items-center justify-center overflow-hidden rounded-lg bg-sunken',
          isDocked ? 'max-h-[38dvh]' : 'max-h-[calc(90dvh-9rem)]',
        )}
      >
        <video
          ref={video}
          autoPlay
          muted
          playsInline
          aria-label={t('screenOf', { name: share.sharer.name })}
          className={classes('size-full object-contain', (isOver || state === 'connecting') && 'invisible')}
        />
        {document.fullscreenEnabled && (
          <IconButton
            icon={Maximize}
            label={t('fullScreen')}
            isDisabled={isOver}
            onPress={() =>
              void (document.fullscreenElement ? document.exitFullscreen() : screen.current?.requestFullscreen())
            }
            className="absolute! end-2 bottom-2 border border-line bg-raised"
          />
        )}
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
