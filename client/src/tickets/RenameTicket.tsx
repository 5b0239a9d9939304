import { useRef, useState } from 'react'
import { FieldError, Input, TextField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { isVisible } from '../lib/visible.ts'
import { toast } from '../ui/toasts.tsx'
import { beginChange } from '../ui/undo.ts'
import { endRenaming } from './renaming.ts'
import { useRenameTicketMutation, type TicketDetailFragment } from './tickets.generated.ts'

const SUBJECT_MAX = 200

/** The subject in the header while it is edited: Enter and leaving the field save it, Escape does not. */
export const RenameTicket = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const rename = useRename(ticket)
  const [subject, setSubject] = useState(ticket.subject)
  const isEmpty = !isVisible(subject)
  const isOver = useRef(false)
  const giveBackFocus = useFocusBefore()

  const end = (isSaved: boolean) => {
    // Removing the field takes its focus, which would end it again.
    if (isOver.current) return
    isOver.current = true
    if (isSaved && !isEmpty) void rename(subject)
    endRenaming()
  }
  return (
    <TextField
      aria-label={t('subject')}
      value={subject}
      onChange={setSubject}
      maxLength={SUBJECT_MAX}
      isInvalid={isEmpty}
      autoFocus
      onBlur={() => end(true)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && isEmpty) return
        if (event.key !== 'Enter' && event.key !== 'Escape') return
        end(event.key === 'Enter')
        giveBackFocus()
      }}
      className="relative flex min-w-0 flex-col"
    >
      <Input
        dir="auto"
        autoComplete="off"
        onFocus={({ currentTarget }) => currentTarget.select()}
        className="inset-ring-focus -ms-2 h-6 min-w-0 rounded-sm border border-control bg-surface px-2 text-base font-semibold text-text invalid:border-danger pointer-coarse:text-lg"
      />
      <FieldError className="absolute start-0 top-full z-10 mt-1 rounded-sm border border-line bg-raised px-2 py-1 text-xs text-danger shadow-raised">
        {t('subjectMissing')}
      </FieldError>
    </TextField>
  )
}

/** Renames the ticket at once; a rejection is shown, and undone. */
const useRename = (ticket: TicketDetailFragment) => {
  const t = useTranslations('tickets')
  const [, send] = useRenameTicketMutation()
  const [version] = useState(ticket.version)
  const from = ticket.subject
  const change = async (subject: string, expectedVersion: number | null) => {
    const { data } = await send({ input: { ticketId: ticket.id, subject, expectedVersion } })
    const problem = data ? data.renameTicket.errors[0] : { code: null, message: t('changeFailed') }
    if (!problem) return true
    const now = data?.renameTicket.ticket?.subject
    const text = problem.code === 'CONFLICT' && now ? t('renameConflict', { subject: now }) : problem.message
    toast(text, { tone: 'problem' })
    return false
  }
  return async (subject: string) => {
    if (subject.trim() === from) return
    const begun = beginChange()
    if (!(await change(subject, version))) return begun.failed()
    begun.done(t('renamed', { number: ticket.number }), t('undo'), () => void change(from, null))
  }
}

/** What had the focus before this was shown gets it back. */
const useFocusBefore = () => {
  const [before] = useState(() => document.activeElement)
  return () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus()
  }
}
