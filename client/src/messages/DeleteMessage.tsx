import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { useDeleteMessageMutation } from './messages.generated.ts'
import type { MessageEntry } from './sources.ts'
import { useThread } from './ThreadContext.ts'

type Props = { entry: MessageEntry; onClose: () => void }

/** Confirms the deletion of a message, showing it once more. */
export const DeleteMessage = ({ entry, onClose }: Props) => {
  const t = useTranslations('messages')
  const { log } = useThread()
  const [{ fetching }, send] = useDeleteMessageMutation()
  const [problem, setProblem] = useState<string>()
  const { id, author, body, createdAt } = entry.message

  const erase = async () => {
    const { data } = await send({ input: { messageId: id } })
    const gone = data?.deleteMessage.message
    if (!gone) return setProblem(data?.deleteMessage.errors[0]?.message ?? t('deleteFailed'))
    log.patch(id, gone)
    onClose()
  }

  return (
    <ConfirmDialog
      title={t('deleteTitle')}
      action={t('deleteMessage')}
      isBusy={fetching}
      problem={problem}
      onConfirm={() => void erase()}
      onClose={onClose}
    >
      <p>{t('deleteWhat', { name: author?.name ?? t('desk'), time: fullTime(createdAt) })}</p>
      <blockquote
        dir="auto"
        className="line-clamp-6 rounded-md bg-sunken px-3 py-2 text-muted whitespace-pre-wrap wrap-anywhere"
      >
        {body}
      </blockquote>
    </ConfirmDialog>
  )
}
