import { Hand } from 'lucide-react'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useClaim } from '../tickets/useClaim.ts'

/**
 * Claim within a row of the list, on hover and while the keyboard is on the row. An option may hold nothing that takes
 * the focus, so this is for the pointer; the keyboard's way is `c`.
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
        // Another ticket may have moved here since the press.
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
