import { useMemo } from 'react'
import { useWaiting } from '../graphql/waiting.ts'
import type { ReactInput } from './messages.generated.ts'
import type { Message } from './threadLog.ts'

type Reactions = Message['reactions']
type Person = Reactions[number]['users'][number]

/** The fonts of emoji: other fonts have some of them in black and white. */
export const EMOJI_FONT = "[font-family:'Apple_Color_Emoji','Segoe_UI_Emoji','Noto_Color_Emoji',sans-serif]"

/** The reactions that need no search. */
export const QUICK = ['👍', '❤️', '😄', '🎉', '🙏', '👀'] as const

/** Whether a person has reacted with this emoji. */
export const hasReacted = (reactions: Reactions, emoji: string, userId: string): boolean =>
  reactions.some((each) => each.emoji === emoji && each.users.some(({ id }) => id === userId))

/** The reactions after a person has reacted with an emoji, or has withdrawn it. */
export const withReaction = (reactions: Reactions, emoji: string, person: Person, reacted: boolean): Reactions => {
  const without = reactions.map((each) =>
    each.emoji === emoji ? { ...each, users: each.users.filter(({ id }) => id !== person.id) } : each,
  )
  const added = !reacted
    ? without
    : without.some((each) => each.emoji === emoji)
      ? without.map((each) => (each.emoji === emoji ? { ...each, users: [...each.users, person] } : each))
      : [...without, { __typename: 'Reaction' as const, emoji, users: [person] }]
  return added.filter(({ users }) => users.length > 0)
}

type Waiting = ReturnType<typeof useWaiting.getState>['changes']

/** The reactions to a message with those of the viewer that the server does not have yet: they wait for the network. */
export const withWaiting = (reactions: Reactions, waiting: Waiting, messageId: string, viewer: Person): Reactions =>
  waiting.reduce((shown, { name, variables }) => {
    const { input } = variables as { input?: ReactInput }
    if (name !== 'React' || input?.messageId !== messageId) return shown
    const isShown = hasReacted(shown, input.emoji, viewer.id) === input.reacted
    return isShown ? shown : withReaction(shown, input.emoji, viewer, input.reacted)
  }, reactions)

/** As they are shown; to whoever views them as somebody else (null) without their own. */
export const useShownReactions = ({ id, reactions }: Message, viewerId: string | null): Reactions => {
  const waiting = useWaiting(({ changes }) => changes)
  return useMemo(() => {
    if (viewerId === null) return reactions
    // Their own name is not shown to them.
    return withWaiting(reactions, waiting, id, { id: viewerId, name: '', isErased: false })
  }, [reactions, waiting, id, viewerId])
}
