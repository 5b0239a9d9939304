import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { limitMessage } from '../graphql/errors.ts'
import { useEditMessageMutation } from './messages.generated.ts'
import { TextEditor } from './TextEditor.tsx'
import type { Message } from './threadLog.ts'
import { useThread } from './ThreadContext.ts'

/** Edits one of the viewer's messages. `body` is null if it was deleted: the typed text can still be copied. */
export const EditMessage = ({ message, body }: { message: Message; body: string | null }) => {
  const t = useTranslations('messages')
  const { log } = useThread()
  const [{ fetching }, edit] = useEditMessageMutation()
  const [problem, setProblem] = useState<string>()
  const { id } = message

  const save = async (text: string): Promise<boolean> => {
    if (text === body) return true
    const { data, error } = await edit({ input: { messageId: id, body: text } })
    if (!data?.editMessage.message) {
      setProblem(data?.editMessage.errors[0]?.message ?? limitMessage(error) ?? t('editFailed'))
      return false
    }
    log.patch(id, data.editMessage.message)
    return true
  }

  return (
    <TextEditor
      messageId={id}
      text={body ?? ''}
      saveLabel={t('save')}
      isSaving={fetching}
      isReadOnly={body === null}
      problem={body === null ? t('editDeleted') : problem}
      onSave={save}
    />
  )
}
