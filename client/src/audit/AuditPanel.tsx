import { ScrollText } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Button } from '../ui/Button.tsx'
import { Corner } from '../ui/Corner.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import type { AuditFilter, AuditKind } from './audit.generated.ts'
import { AuditFilters, type Chosen } from './AuditFilters.tsx'
import { AuditTable } from './AuditTable.tsx'
import { useAudit } from './useAudit.ts'
import { auditStrings } from './strings.ts'

type Props = { chosen: Chosen; onChange: (change: Chosen) => void }

/** The audit log with its filters. */
export const AuditPanel = ({ chosen, onChange }: Props) => {
  const t = useTranslations('audit')
  const { entries, hasMore, isLoading, isRefused, error, retry, more } = useAudit(filterOf(chosen))
  return (
    <div className="flex h-full min-h-0 flex-col">
      <header className="flex shrink-0 flex-col gap-3 border-b border-line px-3 py-3 tablet:px-5">
        <div className="flex items-start gap-3">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <h1 className="text-lg font-semibold">{t('title')}</h1>
            <p className="text-sm text-muted">{t('intro')}</p>
          </div>
          <Corner />
        </div>
        <AuditFilters chosen={chosen} onChange={onChange} />
      </header>
      <div
        aria-busy={isLoading}
        tabIndex={0}
        role="group"
        aria-label={t('title')}
        className="inset-ring-focus min-h-0 flex-1 overflow-auto tablet:px-2"
      >
        {isRefused ? (
          <EmptyState icon={ScrollText}>{t('forAdmins')}</EmptyState>
        ) : error ? (
          <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={retry} />
        ) : entries.length > 0 ? (
          <AuditTable entries={entries} />
        ) : isLoading ? (
          <SkeletonRows height={44} rows={8} />
        ) : (
          <EmptyState icon={ScrollText}>{t('empty')}</EmptyState>
        )}
        {hasMore && !error && (
          <div className="flex justify-center p-4">
            <Button onPress={more} isDisabled={isLoading}>
              {isLoading ? t('loading') : t('more')}
            </Button>
          </div>
        )}
      </div>
    </div>
  )
}

/** Days are in the viewer's time zone; the last day is included. */
const filterOf = ({ kind, person, from, to }: Chosen): AuditFilter => ({
  ...(kind && kind in auditStrings.kinds && { kinds: [kind as AuditKind] }),
  ...(person && { personId: person }),
  ...(isDay(from) && { from: startOf(from, 0) }),
  ...(isDay(to) && { to: startOf(to, 1) }),
})

const isDay = (text: string | undefined): text is string => /^\d{4}-\d\d-\d\d$/.test(text ?? '')

const startOf = (day: string, later: number): string => {
  const date = new Date(`${day}T00:00:00`)
  date.setDate(date.getDate() + later)
  return date.toISOString()
}
