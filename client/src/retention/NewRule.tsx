import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { type RetentionRuleFragment, useSaveRetentionRuleMutation } from './retention.generated.ts'

type Kind = RetentionRuleFragment['kind']
type Status = RetentionRuleFragment['statuses'][number]

const KINDS: readonly Kind[] = ['MESSAGES', 'FILES', 'TICKETS', 'NOTIFICATIONS', 'AUDIT']
const STATUSES = { any: [], ended: ['RESOLVED', 'CLOSED'], closed: ['CLOSED'] } as const satisfies Record<
  string,
  Status[]
>
type Statuses = keyof typeof STATUSES

/** A form for a new rule. It is saved turned off, with what it would delete. */
export const NewRule = ({ onAdded }: { onAdded: () => void }) => {
  const t = useTranslations('retention')
  const [kind, setKind] = useState<Kind>('MESSAGES')
  const [statuses, setStatuses] = useState<Statuses>('ended')
  const [days, setDays] = useState('365')
  const [{ fetching }, send] = useSaveRetentionRuleMutation()
  const isOfTickets = kind !== 'NOTIFICATIONS' && kind !== 'AUDIT'

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const { data } = await send({
      input: { kind, days: Number(days), statuses: isOfTickets ? [...STATUSES[statuses]] : [] },
    })
    if (!toastRefusal(data?.saveRetentionRule, t('changeFailed'))) onAdded()
  }
  return (
    <Form onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-2 border-t border-line pt-4">
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t('kind')}
          value={kind}
          onChange={setKind}
          choices={KINDS.map((value) => ({ value, label: t(`kinds.${value}`) }))}
          className="min-w-36 flex-1"
        />
        {isOfTickets && (
          <Select
            label={t('status')}
            value={statuses}
            onChange={setStatuses}
            choices={[
              { value: 'any', label: t('anyStatus') },
              { value: 'ended', label: t('ended') },
              { value: 'closed', label: t('closed') },
            ]}
            className="min-w-44 flex-1"
          />
        )}
        <Field
          label={t('days')}
          value={days}
          onChange={setDays}
          inputMode="numeric"
          pattern="[1-9][0-9]{0,4}"
          isRequired
          className="w-24"
        />
        <Button type="submit" variant="primary" isDisabled={fetching} className="h-9 pointer-coarse:h-11">
          {t('check')}
        </Button>
      </div>
      <p className="text-xs text-muted">{t(`kindHint.${kind}`)}</p>
    </Form>
  )
}
