import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer } from '../graphql/payload.ts'
import { User } from '../viewer/schema.ts'
import { react } from './react.ts'
import { type Reaction, readReactions } from './reactions.ts'
import { Message, MessagePayload } from './schema.ts'

const ReactionType = builder.objectRef<Reaction>('Reaction').implement({
  description: 'An emoji on a message.',
  fields: (t) => ({
    emoji: t.exposeString('emoji', { description: 'The emoji.' }),
    users: t.field({
      type: [User],
      description: 'Who reacted with it, in the order in which they did.',
      resolve: ({ users }) => users as never[],
    }),
  }),
})

builder.objectField(Message, 'reactions', (t) =>
  t.loadableList({
    type: ReactionType,
    description: 'The reactions to the message, the oldest emoji first; at most 20 different ones.',
    complexity: { field: 1, multiplier: 1 },
    load: (ids: string[]) => readReactions(ids),
    resolve: ({ id }) => id,
  }),
)

const ReactInput = builder.inputType('ReactInput', {
  description: 'Input of `react`.',
  fields: (t) => ({
    messageId: t.id({ required: true, description: 'The message.' }),
    emoji: t.string({ required: true, description: 'One emoji.' }),
    reacted: t.boolean({ required: true, description: 'Whether the viewer reacts with it; false withdraws it.' }),
  }),
})

builder.mutationField('react', (t) =>
  t.field({
    type: MessagePayload,
    authScopes: { signedIn: true },
    description:
      'Reacts to a message with an emoji, or withdraws it. Everybody who sees the message can; repeating it changes nothing.',
    args: { input: t.arg({ type: ReactInput, required: true, description: 'The reaction.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => ({
        message: await react(signedIn(context), { ...input, messageId: uuidOf(input.messageId, 'Message') }),
      })),
  }),
)
