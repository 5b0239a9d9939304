import { Coffee } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { refusalOf } from '../lib/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useSetAwayMutation, useWorkQuery, type PersonWorkFragment } from './availability.generated.ts'
import { useAvailabilityText } from './availabilityText.ts'
import { ENDS, endOf, type End } from './awayEnds.ts'
import { Moment } from './Moment.tsx'

const NOTE_MAX = 80

/** Says that the viewer is away, and that they are back. */
export const AwayDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('availability')
  const { viewer } = useViewer()
  const [{ data, error }, load] = useWorkQuery({ variables: { id: viewer.id }, requestPolicy: 'network-only' })
  const person = data?.node as PersonWorkFragment | null | undefined
  return (
    <Dialog title={t('awayTitle')} isOpen onClose={onClose}>
      {person ? (
        <AwayForm availability={person.availability} onDone={onClose} />
      ) : error ? (
        <ErrorPanel
          message={t('awayFailed')}
          requestId={requestId(error)}
          onRetry={() => load({ requestPolicy: 'network-only' })}
        />
      ) : (
        <SkeletonRows rows={2} />
      )}
    </Dialog>
  )
}

type FormProps = { availability: PersonWorkFragment['availability']; onDone: () => void }

const AwayForm = ({ availability, onDone }: FormProps) => {
  const t = useTranslations('availability')
  const availabilityText = useAvailabilityText()
  const [{ fetching }, send] = useSetAwayMutation()
  const [end, setEnd] = useState<End>('open')
  const [at, setAt] = useState('')
  const [problem, setProblem] = useState<string | null>(null)

  const set = async (input: { away: boolean; note?: string; until?: string | null }) => {
    const { data } = await send({ input })
    const refused = refusalOf(data?.setAway, t('failed'))
    if (refused) return setProblem(refused)
    toast(t(input.away ? 'isAway' : 'isBack'))
    onDone()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const note = String(new FormData(event.currentTarget).get('note'))
    void set({ away: true, note, until: endOf(end, at) })
  }
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-4">
      {availability?.isAway ? (
        <div className="flex items-center gap-3 rounded-md border border-line bg-sunken p-3">
          <Coffee aria-hidden className="size-4 shrink-0 text-muted" />
          <span className="min-w-0 flex-1 wrap-anywhere">{availabilityText(availability)}</span>
          <Button variant="primary" isDisabled={fetching} onPress={() => void set({ away: false })}>
            {t('back')}
          </Button>
        </div>
      ) : (
        <p className="text-sm text-muted">{t('awayHint')}</p>
      )}
      <Field
        label={t('note')}
        name="note"
        defaultValue={availability?.awayNote ?? ''}
        placeholder={t('notePlaceholder')}
        maxLength={NOTE_MAX}
        autoComplete="off"
      />
      <div className="grid gap-4 tablet:grid-cols-2">
        <Select
          label={t('until')}
          value={end}
          onChange={setEnd}
          choices={ENDS.map((value) => ({ value, label: t(`ends.${value}`) }))}
        />
        {end === 'at' && <Moment type="datetime-local" label={t('endsAt')} value={at} onChange={setAt} />}
      </div>
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      <Button
        type="submit"
        variant={availability?.isAway ? 'secondary' : 'primary'}
        isDisabled={fetching || (end === 'at' && !at)}
        className="self-end"
      >
        {t(availability?.isAway ? 'changeAway' : 'setAway')}
      </Button>
    </Form>
  )
}
