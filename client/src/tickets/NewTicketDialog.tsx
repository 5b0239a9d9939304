import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { AttachButton } from '../attachments/AttachButton.tsx'
import { AttachmentTray } from '../attachments/AttachmentTray.tsx'
import { DROP_AREA } from '../attachments/DropZone.tsx'
import { NEW_TICKET_SCOPE } from '../attachments/scope.ts'
import { isStaff } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { PersonPicker } from '../viewer/PersonPicker.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { NewTicketTags, TypeAndPriority } from './NewTicketOptions.tsx'
import { Recipient } from './Recipient.tsx'
import { useNewTicket } from './useNewTicket.ts'
import { useRecipient } from './useRecipient.ts'

const SUBJECT_MAX = 200

type Props = {
  isOpen: boolean
  onClose: () => void
  onCreated: (number: string) => void
  /** For staff: the requester and the shop. */
  requester?: PersonFieldsFragment
  sellerId?: string
  /** What a link has filled in: a marketplace puts it next to an order. */
  prefill?: NewTicketPrefill
}

export type NewTicketPrefill = { shop?: string; subject?: string; order?: string }

/** A new ticket with its first message. The text is kept until the server has it. */
export const NewTicketDialog = ({ isOpen, onClose, onCreated, requester, sellerId, prefill }: Props) => {
  const t = useTranslations('tickets')
  return (
    <Dialog title={t('newTicket')} isOpen={isOpen} onClose={onClose}>
      <NewTicketForm
        requester={requester}
        sellerId={sellerId}
        prefill={prefill}
        onCreated={(number) => {
          onClose()
          onCreated(number)
        }}
      />
    </Dialog>
  )
}

const NewTicketForm = ({ onCreated, requester, sellerId, prefill }: Omit<Props, 'isOpen' | 'onClose'>) => {
  const t = useTranslations('tickets')
  const { viewer, desk } = useViewer()
  const recipient = useRecipient(prefill?.shop)
  const form = useNewTicket({ onCreated, requester: requester ?? null, sellerId, recipient })
  const { options, change, person, errors, formError, clearErrors } = form
  return (
    <Form
      onSubmit={form.onSubmit}
      validationBehavior="aria"
      validationErrors={errors}
      className="relative flex flex-col gap-4"
      {...{ [DROP_AREA]: '' }}
    >
      {isStaff(viewer.role) && <PersonPicker label={t('newFor')} chosen={person} onChoose={form.setPerson} />}
      {viewer.role === 'BUYER' && desk.profile === 'MARKETPLACE' && (
        <Recipient recipient={recipient} order={prefill?.order} />
      )}
      {/* Errors are cleared while typing: cleared on blur, they would move the button away under the pointer. */}
      <Field
        label={t('subject')}
        name="subject"
        defaultValue={prefill?.subject}
        placeholder={t('subjectHint')}
        isRequired
        maxLength={SUBJECT_MAX}
        onChange={clearErrors}
        autoFocus
        autoComplete="off"
      />
      <Field label={t('firstMessage')} name="body" rows={6} isRequired onChange={clearErrors} />
      <TypeAndPriority options={options} onChange={change} />
      {viewer.viewerCanTagTickets && <NewTicketTags tags={options.tags} onChange={(tags) => change({ tags })} />}
      <div className="-mx-2 -mb-2 flex flex-col">
        <AttachmentTray scope={NEW_TICKET_SCOPE} />
      </div>
      {formError && (
        <p role="alert" className="text-sm text-danger">
          {formError}
        </p>
      )}
      <div className="flex items-center justify-between">
        <AttachButton scope={NEW_TICKET_SCOPE} />
        <Button type="submit" variant="primary" isDisabled={form.isBusy}>
          {form.buttonLabel}
        </Button>
      </div>
    </Form>
  )
}
