import { Lock, ShieldAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { useNow } from '../lib/useNow.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import type { PrivacyOfTicketFragment } from './privacy.generated.ts'

type Props = {
  /** Undefined until it is known. */
  privacy: PrivacyOfTicketFragment['privacy'] | undefined
  /** What claims the ticket. */
  action: ReactNode
  children: ReactNode
}

/** A conversation for staff: unless it is a private one that nobody has claimed; with a banner during an emergency access. */
export const PrivacyGate = ({ privacy, action, children }: Props) => {
  const t = useTranslations('privacy')
  if (privacy && !privacy.isReadable)
    return (
      <EmptyState icon={Lock} action={action}>
        {t('unclaimedWhat')}
      </EmptyState>
    )
  if (!privacy?.emergencyAccess) return children
  return (
    <div className="flex h-full min-h-0 flex-col">
      <EmergencyBanner expiresAt={privacy.emergencyAccess.expiresAt} />
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  )
}

const EmergencyBanner = ({ expiresAt }: { expiresAt: string }) => {
  const t = useTranslations('privacy')
  const now = useNow(5_000)
  const minutes = Math.max(0, Math.floor((new Date(expiresAt).getTime() - now.getTime()) / 60_000))
  return (
    <p className="flex items-start gap-2 border-b border-line bg-sunken px-3 py-2 text-sm" data-emergency>
      <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <span>
        <span className="font-medium">{t('emergencyUntil', { minutes })}</span>
        <span className="text-muted"> {t('readOnly')}</span>
      </span>
    </p>
  )
}
