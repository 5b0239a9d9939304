import { useRef, useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { AttachButton } from '../attachments/AttachButton.tsx'
import { AttachmentTray } from '../attachments/AttachmentTray.tsx'
import { DROP_AREA } from '../attachments/DropZone.tsx'
import { NEW_TICKET_SCOPE } from '../attachments/scope.ts'
import { useArrival } from '../attachments/useArrival.ts'
import { isStaff } from '../lib/roles.ts'
import { uuid } from '../lib/uuid.ts'
import { isVisible } from '../lib/visible.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { Tag } from '../ui/Tag.tsx'
import { PersonPicker } from '../viewer/PersonPicker.tsx'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { rememberTicket } from './knownTickets.ts'
import { PriorityIcon, TypeIcon } from './labels.tsx'
import { TagInput } from './TagInput.tsx'
import {
  useCreateTicketMutation,
  type ProblemFragment,
  type TicketPriority,
  type TicketType,
} from './tickets.generated.ts'

const SUBJECT_MAX = 200
const TYPES: TicketType[] = ['PROBLEM', 'QUESTION', 'FEATURE_REQUEST']
const FIELDS = ['subject', 'body']
const PRIORITIES: TicketPriority[] = ['HIGH', 'MEDIUM', 'LOW']

const problem = (path: string, message: string): ProblemFragment => ({ code: 'VALIDATION', message, path: [path] })

type Props = {
  isOpen: boolean
  onClose: () => void
  onCreated: (number: string) => void
  /** Staff: for whom, and about which shop. */
  requester?: PersonFieldsFragment
  sellerId?: string
}

/** A new ticket with its first message. What was typed stays until the server has it. */
export const NewTicketDialog = ({ isOpen, onClose, onCreated, requester, sellerId }: Props) => {
  const t = useTranslations('tickets')
  return (
    <Dialog title={t('newTicket')} isOpen={isOpen} onClose={onClose}>
      <NewTicketForm
        requester={requester}
        sellerId={sellerId}
        onCreated={(number) => {
          onClose()
          onCreated(number)
        }}
      />
    </Dialog>
  )
}

const NewTicketForm = ({
  onCreated,
  requester = null,
  sellerId,
}: Omit<Props, 'isOpen' | 'onClose' | 'requester'> & { requester?: PersonFieldsFragment | null }) => {
  const t = useTranslations('tickets')
  const { viewer } = useViewer()
  const [{ fetching }, create] = useCreateTicketMutation()
  const files = useArrival(NEW_TICKET_SCOPE)
  const [isWaiting, setWaiting] = useState(false)
  const [type, setType] = useState<TicketType>('PROBLEM')
  const [priority, setPriority] = useState<TicketPriority>('MEDIUM')
  const [tags, setTags] = useState<string[]>([])
  const [person, setPerson] = useState(requester)
  const [problems, setProblems] = useState<ProblemFragment[] | null>(null)
  // One id for all attempts: a retry after a lost answer must not make a second ticket.
  const clientId = useRef(uuid())

  const submit = async (form: FormData) => {
    const input = { subject: String(form.get('subject')).trim(), body: String(form.get('body')) }
    const missing = [
      ...(isVisible(input.subject) ? [] : [problem('subject', t('subjectMissing'))]),
      ...(isVisible(input.body) ? [] : [problem('body', t('messageMissing'))]),
    ]
    if (missing.length > 0) return setProblems(missing)
    setWaiting(true)
    const attachmentIds = await files.arrive()
    setWaiting(false)
    // A file failed: its row says why.
    if (!attachmentIds) return
    const { data } = await create({
      input: {
        ...input,
        type,
        priority,
        tags,
        clientId: clientId.current,
        ...(person && { requesterId: person.id }),
        ...(person && person.id === requester?.id && sellerId && { sellerId }),
        ...(attachmentIds.length > 0 && { attachmentIds }),
      },
    })
    const ticket = data?.createTicket.ticket
    if (!ticket) return setProblems(data?.createTicket.errors ?? [])
    files.release()
    rememberTicket(ticket)
    onCreated(ticket.number)
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void submit(new FormData(event.currentTarget))
  }

  // Errors go as soon as one types: going only on blur, they would move the button away under the pointer.
  const clear = () => problems && setProblems(null)
  const byField = Object.fromEntries(
    (problems ?? []).flatMap(({ path, message }) => (path ?? []).map((name) => [name, message])),
  )
  // What no field shows is shown below them.
  const general =
    problems &&
    (problems.find(({ path }) => !path?.some((name) => FIELDS.includes(name)))?.message ??
      (problems.length === 0 ? t('createFailed') : null))

  return (
    <Form
      onSubmit={onSubmit}
      validationBehavior="aria"
      validationErrors={byField}
      className="relative flex flex-col gap-4"
      {...{ [DROP_AREA]: '' }}
    >
      {isStaff(viewer.role) && <PersonPicker label={t('newFor')} chosen={person} onChoose={setPerson} />}
      <Field
        label={t('subject')}
        name="subject"
        placeholder={t('subjectHint')}
        isRequired
        maxLength={SUBJECT_MAX}
        onChange={clear}
        autoFocus
        autoComplete="off"
      />
      <Field label={t('firstMessage')} name="body" rows={6} isRequired onChange={clear} />
      <div className="grid grid-cols-2 gap-4">
        <Select
          label={t('typeLabel')}
          value={type}
          onChange={setType}
          choices={TYPES.map((value) => ({ value, label: t(`type.${value}`), icon: <TypeIcon type={value} /> }))}
        />
        <Select
          label={t('priorityLabel')}
          value={priority}
          onChange={setPriority}
          choices={PRIORITIES.map((value) => ({
            value,
            label: t(`priority.${value}`),
            icon: <PriorityIcon priority={value} />,
          }))}
        />
      </div>
      {viewer.role !== 'BUYER' && (
        <div className="flex flex-col gap-1">
          <span className="text-sm font-medium">{t('tags')}</span>
          {tags.length > 0 && (
            <div className="flex flex-wrap gap-1">
              {tags.map((tag) => (
                <Tag key={tag} name={tag} onRemove={() => setTags(tags.filter((other) => other !== tag))} />
              ))}
            </div>
          )}
          <TagInput label={t('addTag')} except={tags} onAdd={(tag) => setTags([...tags, tag])} canCreate />
        </div>
      )}
      <div className="-mx-2 -mb-2 flex flex-col">
        <AttachmentTray scope={NEW_TICKET_SCOPE} />
      </div>
      {general && (
        <p role="alert" className="text-sm text-danger">
          {general}
        </p>
      )}
      <div className="flex items-center justify-between">
        <AttachButton scope={NEW_TICKET_SCOPE} />
        <Button type="submit" variant="primary" isDisabled={fetching || isWaiting}>
          {isWaiting && files.isArriving ? t('uploadingFiles') : fetching ? t('creating') : t('create')}
        </Button>
      </div>
    </Form>
  )
}
