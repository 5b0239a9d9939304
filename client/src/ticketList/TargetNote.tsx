import { Keyboard } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useCursor } from './cursor.ts'
import { useSelection } from '../batches/selection.ts'
import { targetOf } from './target.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'

/** Below the list, while a ticket is open: which other tickets the shortcuts change. */
export const TargetNote = ({ open }: { open: TicketRowFragment | null }) => {
  const t = useTranslations('tickets')
  const selected = useSelection((state) => state.selected)
  const cursor = useCursor()
  const target = targetOf({ selected, cursor, open })
  if (!open || target?.from === 'open' || (!target && cursor.lostId === undefined)) return null
  const [first] = target?.rows ?? []
  return (
    <p className="pointer-events-none absolute inset-x-0 bottom-0 flex items-center gap-2 border-t border-line bg-raised px-3 py-1.5 text-xs text-muted pointer-coarse:hidden">
      <Keyboard aria-hidden className="size-3.5 shrink-0 text-subtle" />
      <span className="truncate">
        {!target
          ? t('keysActOnNothing')
          : target.from === 'selection'
            ? t('keysActOnSelected', { count: target.rows.length })
            : t('keysActOn', { tickets: `${first!.number} · ${first!.subject}` })}
      </span>
    </p>
  )
}
