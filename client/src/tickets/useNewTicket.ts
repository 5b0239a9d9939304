import { useRef, useState, type FormEvent } from 'react'
import { useTranslations } from 'use-intl'
import { NEW_TICKET_SCOPE } from '../attachments/scope.ts'
import { useArrival } from '../attachments/useArrival.ts'
import { limitMessage } from '../graphql/errors.ts'
import { uuid } from '../lib/uuid.ts'
import { isVisible } from '../lib/visible.ts'
import type { PersonFieldsFragment } from '../viewer/person.generated.ts'
import { rememberTicket } from './knownTickets.ts'
import type { RecipientState } from './useRecipient.ts'
import {
  useCreateTicketMutation,
  type ProblemFragment,
  type TicketPriority,
  type TicketType,
} from './tickets.generated.ts'

const FIELDS = ['subject', 'body', 'order']

/** The form's values besides its text fields. */
export type NewTicketOptions = { type: TicketType; priority: TicketPriority; tags: string[] }

type Options = {
  onCreated: (number: string) => void
  /** For staff: the requester and the shop. */
  requester: PersonFieldsFragment | null
  sellerId?: string
  recipient: RecipientState
}

const problem = (path: string, message: string): ProblemFragment => ({ code: 'VALIDATION', message, path: [path] })

/** Creates a ticket with its first message and files. The text is kept until the server has it. */
export const useNewTicket = ({ onCreated, requester, sellerId, recipient }: Options) => {
  const t = useTranslations('tickets')
  const [{ fetching }, create] = useCreateTicketMutation()
  const files = useArrival(NEW_TICKET_SCOPE)
  const [isWaiting, setWaiting] = useState(false)
  const [options, setOptions] = useState<NewTicketOptions>({ type: 'PROBLEM', priority: 'MEDIUM', tags: [] })
  const [person, setPerson] = useState(requester)
  const [problems, setProblems] = useState<ProblemFragment[] | null>(null)
  const [limit, setLimit] = useState<string>()
  // One id for all attempts: a retry after a lost response must not create a second ticket.
  const clientId = useRef(uuid())

  const submit = async (form: FormData) => {
    const text = { subject: String(form.get('subject')).trim(), body: String(form.get('body')) }
    const order = String(form.get('order') ?? '').trim()
    const missing = [
      ...(isVisible(text.subject) ? [] : [problem('subject', t('subjectMissing'))]),
      ...(isVisible(text.body) ? [] : [problem('body', t('messageMissing'))]),
    ]
    if (recipient.isMissing() || missing.length > 0) return setProblems(missing.length > 0 ? missing : null)
    setWaiting(true)
    const attachmentIds = await files.arrive()
    setWaiting(false)
    // A file failed: its row says why.
    if (!attachmentIds) return
    const { data, error } = await create({
      input: {
        ...text,
        ...options,
        ...recipient.input,
        ...(order && { order }),
        clientId: clientId.current,
        ...(person && { requesterId: person.id }),
        ...(person && person.id === requester?.id && sellerId && { sellerId }),
        ...(attachmentIds.length > 0 && { attachmentIds }),
      },
    })
    const ticket = data?.createTicket.ticket
    if (!ticket) {
      setLimit(limitMessage(error))
      return setProblems(data?.createTicket.errors ?? [])
    }
    files.release()
    rememberTicket(ticket)
    onCreated(ticket.number)
  }

  return {
    onSubmit: (event: FormEvent<HTMLFormElement>) => {
      event.preventDefault()
      void submit(new FormData(event.currentTarget))
    },
    options,
    change: (changes: Partial<NewTicketOptions>) => setOptions((before) => ({ ...before, ...changes })),
    person,
    setPerson,
    errors: fieldErrors(problems),
    // Without errors the request itself failed.
    formError: problems?.length === 0 ? (limit ?? t('createFailed')) : otherError(problems),
    clearErrors: () => problems && setProblems(null),
    isBusy: fetching || isWaiting,
    buttonLabel: isWaiting && files.isArriving ? t('uploadingFiles') : fetching ? t('creating') : t('create'),
  }
}

const fieldErrors = (problems: ProblemFragment[] | null): Record<string, string> =>
  Object.fromEntries((problems ?? []).flatMap(({ path, message }) => (path ?? []).map((name) => [name, message])))

/** An error that no field of the form shows. */
const otherError = (problems: ProblemFragment[] | null): string | undefined =>
  problems?.find(({ path }) => !path?.some((name) => FIELDS.includes(name)))?.message
