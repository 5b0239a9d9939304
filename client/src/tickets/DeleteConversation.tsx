import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { toast } from '../ui/toasts.tsx'
import { useDeleteConversationMutation } from './conversation.generated.ts'
import type { TicketDetailFragment } from './tickets.generated.ts'
import { listOf } from '../lib/locale.ts'

/** Deletes a ticket's conversation (admins), after a confirmation that lists what is deleted. */
export const DeleteConversation = ({ ticket }: { ticket: TicketDetailFragment }) => {
  const t = useTranslations('tickets')
  const [isAsking, setAsking] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [{ fetching }, send] = useDeleteConversationMutation()
  const { id, number, subject, participants } = ticket

  const close = () => {
    setAsking(false)
    setProblem(undefined)
  }
  const erase = async () => {
    const { data } = await send({ input: { ticketId: id } })
    const refusal = refusalOf(data?.deleteConversation, t('changeFailed'))
    if (refusal) return setProblem(refusal)
    close()
    toast(t('conversationDeleted', { number }))
  }

  return (
    <>
      <Button variant="danger" onPress={() => setAsking(true)}>
        <Trash2 aria-hidden className="size-4" />
        {t('deleteConversation')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('deleteConversationTitle', { number })}
          action={t('deleteConversation')}
          isBusy={fetching}
          problem={problem}
          onConfirm={() => void erase()}
          onClose={close}
        >
          <p dir="auto" className="rounded-md bg-sunken px-3 py-2 font-medium wrap-anywhere">
            {subject}
          </p>
          <p>
            {t('deleteConversationWhat', {
              names: listOf(participants.map(({ name }) => name)),
            })}
          </p>
          <p className="text-muted">{t('deleteConversationKept')}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
