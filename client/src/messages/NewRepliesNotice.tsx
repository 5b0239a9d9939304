import { MessageCircleWarning } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { Button } from '../ui/Button.tsx'
import type { MessageEntry } from './sources.ts'

type Props = {
  /** The messages that arrived while the viewer was writing; at least one. */
  messages: readonly MessageEntry[]
  onSend: () => void
  onRead: () => void
  onLeave: () => void
}

/** Asks before sending when others replied in the meantime. The draft is kept in any case. */
export const NewRepliesNotice = ({ messages, onSend, onRead, onLeave }: Props) => {
  const t = useTranslations('messages')
  const box = useRef<HTMLDivElement>(null)
  // The user has just pressed send, so the question takes focus.
  useEffect(() => box.current?.querySelector('button')?.focus(), [])
  const onKeyDown = (event: { key: string }) => event.key === 'Escape' && onLeave()
  const names = new Set(messages.map(({ message }) => message.author?.name ?? t('desk')))
  return (
    <div
      ref={box}
      role="alertdialog"
      aria-labelledby="answered-notice"
      className="flex flex-wrap items-center gap-2 rounded-lg border border-control bg-raised px-3 py-2 text-sm text-text"
    >
      <MessageCircleWarning aria-hidden className="size-4 shrink-0 text-warn" />
      <p id="answered-notice" className="min-w-40 flex-1">
        {names.size === 1
          ? t('answeredOne', { name: isolated([...names][0]!) })
          : t('answeredMany', { count: messages.length })}
      </p>
      <Button size="sm" variant="primary" onPress={onRead} onKeyDown={onKeyDown}>
        {t('readIt')}
      </Button>
      <Button size="sm" onPress={onSend} onKeyDown={onKeyDown}>
        {t('sendAnyway')}
      </Button>
    </div>
  )
}
