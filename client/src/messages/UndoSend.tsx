import { Undo2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import type { OutboxItem } from './outboxStore.ts'
import { SendState } from './SendState.tsx'
import { useThread } from './ThreadContext.ts'
import { undoLeft } from './undoSend.ts'
import { useOutbox } from './useOutbox.ts'

/** The state of a message in the outbox, with a button to take it back while that is possible. */
export const UndoSend = ({ item }: { item: OutboxItem }) =>
  item.state === 'queued' && item.undoUntil ? <Countdown item={item} /> : <SendState item={item} />

const Countdown = ({ item }: { item: OutboxItem }) => {
  const t = useTranslations('messages')
  const { keepPosition, editing } = useThread()
  const outbox = useOutbox()
  const left = undoLeft(item, useNow(500).getTime())
  if (left === 0) return <SendState item={item} />
  const undo = () => {
    if (!outbox.takeBack(item.clientId)) return
    keepPosition()
    editing.start(item.clientId)
  }
  return (
    <div className="mt-0.5 flex items-center justify-end gap-1 text-xs text-muted">
      <span>{t('undoIn', { seconds: Math.ceil(left / 1_000) })}</span>
      <Button size="sm" variant="quiet" onPress={undo}>
        <Undo2 aria-hidden className="size-3.5" />
        {t('undo')}
      </Button>
    </div>
  )
}
