import { MessageCircle, UserPlus } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { rowTime } from '../lib/time.ts'
import { isVisible } from '../lib/visible.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { toast } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useRequestChatMutation, useShopTicketsQuery } from './requests.generated.ts'

const REASON_MAX = 1_000
const OTHER = 'other'

/** The request form: live chat, a ticket about the viewer's shops or a ticket number; and the reason. */
export const RequestForm = () => {
  const t = useTranslations('requests')
  const { desk } = useViewer()
  const [what, setWhat] = useState<'live' | 'join'>('live')
  const [ticket, setTicket] = useState<string>()
  const [number, setNumber] = useState('')
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [{ data }] = useShopTicketsQuery({ requestPolicy: 'cache-and-network' })
  const [{ fetching }, send] = useRequestChatMutation()
  const known = data?.shopTickets ?? []
  const chosen = ticket ?? known[0]?.ticketId ?? OTHER

  const submit = async () => {
    const byNumber = what === 'join' && chosen === OTHER
    const missing = {
      ...(byNumber && !number.trim() && { ticketNumber: t('numberMissing') }),
      ...(!isVisible(reason) && { reason: t('reasonMissing') }),
    }
    setErrors(missing)
    if (Object.keys(missing).length > 0) return
    const about = what === 'live' ? {} : byNumber ? { ticketNumber: number.trim() } : { ticketId: chosen }
    const { data: answer } = await send({ input: { reason: reason.trim(), ...about } })
    const problems = answer?.requestChat.errors ?? [{ path: null, message: t('changeFailed') }]
    setErrors(Object.fromEntries(problems.map(({ path, message }) => [path?.at(-1) ?? 'general', message])))
    if (problems.length > 0) return
    setReason('')
    setNumber('')
    toast(t('asked'))
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    void submit()
  }
  const general = errors['general'] ?? (chosen === OTHER ? undefined : errors['ticketId'])

  return (
    <Form onSubmit={onSubmit} validationBehavior="aria" validationErrors={errors} className="flex flex-col gap-4">
      <Select
        label={t('what')}
        value={what}
        onChange={setWhat}
        choices={[
          { value: 'live', label: t('liveChat'), icon: <MessageCircle aria-hidden className="size-4 text-muted" /> },
          { value: 'join', label: t('joinTicket'), icon: <UserPlus aria-hidden className="size-4 text-muted" /> },
        ]}
      />
      {what === 'live' && <p className="text-sm text-muted">{t('liveHint')}</p>}
      {what === 'join' && known.length > 0 && (
        <Select
          label={t('whichTicket')}
          value={chosen}
          onChange={setTicket}
          choices={[
            ...known.map((one) => ({
              value: one.ticketId,
              label: t('about', { number: one.number, shop: one.shopName, date: rowTime(one.openedAt) }),
            })),
            { value: OTHER, label: t('otherNumber') },
          ]}
        />
      )}
      {what === 'join' && chosen === OTHER && (
        <Field
          label={t('numberLabel')}
          name="ticketNumber"
          description={t('numberHint', { profile: desk.profile })}
          value={number}
          onChange={setNumber}
          maxLength={30}
          autoComplete="off"
        />
      )}
      <Field
        label={t('reason')}
        name="reason"
        rows={4}
        value={reason}
        onChange={setReason}
        maxLength={REASON_MAX}
        isRequired
      />
      {general && (
        <p role="alert" className="text-sm text-danger">
          {general}
        </p>
      )}
      <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
        {fetching ? t('sending') : t('send')}
      </Button>
    </Form>
  )
}
