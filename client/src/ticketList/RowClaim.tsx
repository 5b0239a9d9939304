import { Hand } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useClaim } from '../tickets/useClaim.ts'

/**
 * The claim button in a row, on hover and while the cursor is on the row. An option must not contain focusable
 * elements, so this is for the pointer; the shortcut is `c`.
 */
export const RowClaim = ({ ticket, isActive }: { ticket: TicketRowFragment; isActive: boolean }) => {
  const t = useTranslations('tickets')
  const { canClaim, claim } = useClaim()
  const pressed = useRef(ticket)
  if (!canClaim(ticket)) return null
  return (
    <span
      aria-hidden
      data-claim
      onPointerDown={() => {
        pressed.current = ticket
      }}
      onClick={(event) => {
        event.stopPropagation()
        // Another ticket may have moved here since the button was pressed.
        void claim(pressed.current)
      }}
      className={classes(
        'shrink-0 items-center gap-1 rounded-sm border border-control bg-surface px-1.5 font-medium text-text hover:border-accent hover:text-accent-text',
        isActive ? 'inline-flex' : 'hidden group-hover/ticket:inline-flex',
      )}
    >
      <Hand className="size-3" />
      {t('claim')}
    </span>
  )
}
