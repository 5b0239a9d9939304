import { lazy, Suspense, useRef } from 'react'
import { Popover } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { POPOVER } from '../ui/Popover.tsx'
import { EMOJI_FONT, QUICK } from './reactions.ts'

// Loaded when it is opened, and not before: most people never do.
const EmojiPicker = lazy(async () => ({ default: (await import('./EmojiPicker.tsx')).EmojiPicker }))

type Props = {
  /** Its name, for screen readers. */
  label: string
  button: HTMLElement
  onPick: (emoji: string) => void
  onClose: () => void
}

/** Emoji to choose from, at the button that opened it. */
export const EmojiPopover = ({ label, button, onPick, onClose }: Props) => {
  const t = useTranslations('messages')
  const trigger = useRef(button)
  const pick = (emoji: string) => {
    onPick(emoji)
    onClose()
  }
  return (
    <Popover
      aria-label={label}
      triggerRef={trigger}
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      className={classes(POPOVER, 'flex max-w-[calc(100vw-1rem)] flex-col gap-2 p-2')}
    >
      <div role="group" aria-label={t('quickEmoji')} className="flex justify-between gap-0.5 border-b border-line pb-2">
        {QUICK.map((emoji) => (
          <button
            key={emoji}
            type="button"
            aria-label={emoji}
            onClick={() => pick(emoji)}
            className={classes(
              EMOJI_FONT,
              'inline-flex size-9 cursor-pointer items-center justify-center rounded-md text-xl leading-none hover:bg-hover pointer-coarse:size-11',
            )}
          >
            {emoji}
          </button>
        ))}
      </div>
      <Suspense fallback={<div className="h-78 w-74 pointer-coarse:w-78" />}>
        <EmojiPicker onPick={pick} />
      </Suspense>
    </Popover>
  )
}
