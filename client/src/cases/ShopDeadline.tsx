import { Clock, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import type { DisputedTicketFragment } from './cases.generated.ts'
import { useDisputeNames } from './useDispute.ts'

/** Until when the shop has to answer. */
export const ShopDeadline = ({ ticket }: { ticket: DisputedTicketFragment }) => {
  const t = useTranslations('cases')
  const { shop, desk } = useDisputeNames(ticket)
  const now = useNow()
  const due = ticket.shopResponseDueAt
  if (!due) return null
  const isLate = new Date(due) <= now
  const Icon = isLate ? TriangleAlert : Clock
  const isYours = ticket.viewerSide === 'SHOP'
  const sentence = isLate ? (isYours ? 'shopLateYou' : 'shopLate') : isYours ? 'shopDueYou' : 'shopDue'
  return (
    <p className={isLate ? 'flex items-start gap-2 text-sm text-warn' : 'flex items-start gap-2 text-sm text-muted'}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{t(sentence, { shop, desk, when: fullTime(due) })}</span>
    </p>
  )
}
