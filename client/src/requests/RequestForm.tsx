import { MessageCircle, UserPlus } from 'lucide-react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { rowTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { OTHER, useRequestForm } from './useRequestForm.ts'

const REASON_MAX = 1_000

/** The request form: live chat, a ticket about the viewer's shops or a ticket number; and the reason. */
export const RequestForm = () => {
  const t = useTranslations('requests')
  const { desk } = useViewer()
  const form = useRequestForm()
  const { what, known, chosen, number, reason, errors, general } = form
  return (
    <Form onSubmit={form.onSubmit} validationBehavior="aria" validationErrors={errors} className="flex flex-col gap-4">
      <Select
        label={t('what')}
        value={what}
        onChange={form.setWhat}
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
          onChange={form.setTicket}
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
          onChange={form.setNumber}
          maxLength={30}
          autoComplete="off"
        />
      )}
      <Field
        label={t('reason')}
        name="reason"
        rows={4}
        value={reason}
        onChange={form.setReason}
        maxLength={REASON_MAX}
        isRequired
      />
      {general && (
        <p role="alert" className="text-sm text-danger">
          {general}
        </p>
      )}
      <Button type="submit" variant="primary" isDisabled={form.isSending} className="self-end">
        {form.isSending ? t('sending') : t('send')}
      </Button>
    </Form>
  )
}
