import { useTranslations } from 'use-intl'
import { toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useReactMutation } from './messages.generated.ts'
import { hasReacted, withReaction } from './reactions.ts'
import type { Message, ThreadLog } from './threadLog.ts'

/** Reacts to a message, or withdraws it: shown at once, and undone if the server refuses it. */
export const useReact = (log: ThreadLog) => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const [, send] = useReactMutation()
  const person = { __typename: 'User' as const, id: viewer.id, name: viewer.name }

  return async (messageId: string, emoji: string): Promise<void> => {
    const reacted = !hasReacted(reactionsOf(log, messageId), emoji, viewer.id)
    const show = (isOn: boolean) =>
      log.patch(messageId, { reactions: withReaction(reactionsOf(log, messageId), emoji, person, isOn) })
    show(reacted)
    const { data } = await send({ input: { messageId, emoji, reacted } })
    // What others did meanwhile comes with the log, and so does this reaction.
    if (toastRefusal(data?.react, t('reactFailed'))) show(!reacted)
  }
}

const reactionsOf = (log: ThreadLog, messageId: string): Message['reactions'] => {
  const entry = log.state.entries.find((each) => each.__typename === 'MessageEntry' && each.message.id === messageId)
  return entry?.__typename === 'MessageEntry' ? entry.message.reactions : []
}
