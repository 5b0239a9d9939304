import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useEditMessageMutation } from './messages.generated.ts'
import { TextEditor } from './TextEditor.tsx'
import type { Message } from './threadLog.ts'
import { useThread } from './ThreadContext.ts'

/** Changes the text of one's own message. */
export const EditMessage = ({ message, body }: { message: Message; body: string }) => {
  const t = useTranslations('messages')
  const { log, stopEditing } = useThread()
  const [{ fetching }, edit] = useEditMessageMutation()
  const [problem, setProblem] = useState<string>()

  const save = async (text: string) => {
    if (text === body) return stopEditing()
    const { data } = await edit({ input: { messageId: message.id, body: text } })
    if (!data?.editMessage.message) return setProblem(data?.editMessage.errors[0]?.message ?? t('editFailed'))
    log.patch(message.id, data.editMessage.message)
    stopEditing()
  }

  return (
    <TextEditor
      text={body}
      saveLabel={t('save')}
      isSaving={fetching}
      problem={problem}
      onCancel={stopEditing}
      onSave={(text) => void save(text)}
    />
  )
}
