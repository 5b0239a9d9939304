import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import {
  type RetentionRuleFragment,
  useDeleteRetentionRuleMutation,
  useEnableRetentionRuleMutation,
} from './retention.generated.ts'

type Props = { rule: RetentionRuleFragment; onChanged: () => void }

/** A rule: what it deletes, the result of its dry run, what it has deleted, and its buttons. */
export const RuleLine = ({ rule, onChanged }: Props) => {
  const t = useTranslations('retention')
  const tickets = useTranslations('tickets')
  const locale = useLocale()
  const [isAsking, setAsking] = useState(false)
  const [{ fetching }, enable] = useEnableRetentionRuleMutation()
  const [, remove] = useDeleteRetentionRuleMutation()
  const { id, days, enabled, wouldRemove, heldTickets, checkedAt, removed, lastRunAt } = rule
  const kind = t(`kinds.${rule.kind}`)
  const statuses = rule.statuses.map((status) => tickets(`status.${status}`).toLowerCase())
  const title =
    statuses.length === 0
      ? t('rule', { kind, days })
      : t('ruleIn', { kind, days, statuses: new Intl.ListFormat(locale, { type: 'disjunction' }).format(statuses) })

  const turn = async (on: boolean) => {
    setAsking(false)
    const { data } = await enable({ input: { ruleId: id, enabled: on } })
    toastRefusal(data?.enableRetentionRule, t('changeFailed'))
    onChanged()
  }
  const erase = async () => {
    const { data } = await remove({ input: { ruleId: id } })
    toastRefusal(data?.deleteRetentionRule, t('changeFailed'))
    onChanged()
  }
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-line px-3 py-2 last:border-0">
      <div className="min-w-52 flex-1 text-sm">
        <p className="text-base font-medium">{title}</p>
        <p className="text-muted">
          {enabled
            ? lastRunAt
              ? t('removed', { count: removed, when: fullTime(lastRunAt) })
              : t('neverRun')
            : t('wouldRemove', { count: wouldRemove, when: fullTime(checkedAt) })}
          {!enabled && heldTickets > 0 && ` ${t('held', { count: heldTickets })}`}
        </p>
      </div>
      <span className="flex items-center gap-2">
        {enabled && <span className="text-sm font-medium text-success">{t('on')}</span>}
        <Button size="sm" isDisabled={fetching} onPress={() => (enabled ? void turn(false) : setAsking(true))}>
          {enabled ? t('turnOff') : t('turnOn')}
        </Button>
        <IconButton icon={Trash2} label={t('delete')} onPress={() => void erase()} />
      </span>
      {isAsking && (
        <ConfirmDialog
          title={t('turnOnTitle')}
          action={t('turnOn')}
          onConfirm={() => void turn(true)}
          onClose={() => setAsking(false)}
        >
          <p className="font-medium">{title}</p>
          <p>{t('turnOnWhat', { count: wouldRemove })}</p>
        </ConfirmDialog>
      )}
    </li>
  )
}
