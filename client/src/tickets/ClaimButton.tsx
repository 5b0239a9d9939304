import { Hand, Undo2 } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import type { TicketRowFragment } from './tickets.generated.ts'
import { useClaim } from './useClaim.ts'

type Props = {
  ticket: TicketRowFragment
  /** Only Claim: the rest is in the header's menu. */
  inHeader?: boolean
}

/** Claim if the ticket is unassigned; Unclaim for its assignee and for admins; otherwise nothing. */
export const ClaimButton = ({ ticket, inHeader }: Props) => {
  const t = useTranslations('tickets')
  const { canClaim, canUnclaim, claim, unclaim } = useClaim()
  if (canClaim(ticket)) {
    return (
      <Tooltip text={t('claimHint')} keys="c">
        <Button variant="primary" size={inHeader ? 'sm' : 'md'} onPress={() => void claim(ticket)}>
          <Hand aria-hidden className="size-4" />
          {t('claim')}
        </Button>
      </Tooltip>
    )
  }
  if (inHeader || !canUnclaim(ticket)) return null
  return (
    <Tooltip text={t('unclaimHint')} keys="Shift+c">
      <Button onPress={() => void unclaim(ticket)}>
        <Undo2 aria-hidden className="size-4" />
        {t('unclaim')}
      </Button>
    </Tooltip>
  )
}
