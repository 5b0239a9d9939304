import { useTranslations } from 'use-intl'
import { useWaiting } from '../graphql/waiting.ts'
import { toastRefusal } from '../ui/toasts.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { useReactMutation } from './messages.generated.ts'
import { hasReacted, withReaction, withWaiting } from './reactions.ts'
import type { Message, ThreadLog } from './threadLog.ts'

/** Reacts to a message, or withdraws it: shown at once, and undone if the server refuses it. Without a network it waits. */
export const useReact = (ticketId: string, log: ThreadLog) => {
  const t = useTranslations('messages')
  const { viewer } = useViewer()
  const [, send] = useReactMutation()
  const person = { __typename: 'User' as const, id: viewer.id, name: viewer.name, isErased: false }

  return async (messageId: string, emoji: string): Promise<void> => {
    const { changes } = useWaiting.getState()
    const reacted = !hasReacted(withWaiting(reactionsOf(log, messageId), changes, messageId, person), emoji, viewer.id)
    const show = (isOn: boolean) =>
      log.patch(messageId, { reactions: withReaction(reactionsOf(log, messageId), emoji, person, isOn) })
    show(reacted)
    const { data } = await send({ input: { messageId, emoji, reacted } }, { ofTicket: ticketId })
    // What others did meanwhile comes with the log, and so does this reaction.
    if (toastRefusal(data?.react, t('reactFailed'))) show(!reacted)
  }
}

const reactionsOf = (log: ThreadLog, messageId: string): Message['reactions'] => {
  const entry = log.state.entries.find((each) => each.__typename === 'MessageEntry' && each.message.id === messageId)
  return entry?.__typename === 'MessageEntry' ? entry.message.reactions : []
}
