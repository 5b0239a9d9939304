import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { NewRule } from './NewRule.tsx'
import { useRetentionRulesQuery } from './retention.generated.ts'
import { retentionDialog } from './retentionDialog.ts'
import { RuleLine } from './RuleLine.tsx'

/** The retention rules, for admins: add, check, turn on and off, delete. */
export const RetentionSettings = () => {
  const t = useTranslations('retention')
  const [{ data, error }, load] = useRetentionRulesQuery({ requestPolicy: 'cache-and-network' })
  const again = () => load({ requestPolicy: 'network-only' })
  const rules = data?.retentionRules
  return (
    <Dialog title={t('title')} isOpen wide onClose={retentionDialog.close}>
      <div className="flex flex-col gap-4">
        <p className="text-sm text-muted">{t('hint')}</p>
        {rules && rules.length > 0 ? (
          <ul aria-label={t('title')} className="rounded-md border border-line">
            {rules.map((rule) => (
              <RuleLine key={rule.id} rule={rule} onChanged={again} />
            ))}
          </ul>
        ) : rules ? (
          <p className="rounded-md border border-line p-6 text-center text-muted">{t('none')}</p>
        ) : error ? (
          <ErrorPanel message={t('loadFailed')} requestId={requestId(error)} onRetry={again} />
        ) : (
          <SkeletonRows rows={2} />
        )}
        {rules && <NewRule onAdded={again} />}
      </div>
    </Dialog>
  )
}
