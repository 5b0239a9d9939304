import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { setPicture } from './setPicture.ts'

const PicturePayload = payloadType<{ avatarUrl: string | null }>('PicturePayload', 'The new picture.')
builder.objectField(PicturePayload, 'avatarUrl', (t) =>
  t.string({
    nullable: true,
    description: 'The path of the picture; null without one, and if nothing was changed.',
    resolve: ({ avatarUrl }) => avatarUrl ?? null,
  }),
)

const SetPictureInput = builder.inputType('SetPictureInput', {
  description: 'Input of `setPicture`.',
  fields: (t) => ({
    image: t.string({
      description: 'A PNG, JPEG, WebP, GIF or AVIF file in Base64, at most 700 kB; null removes the picture.',
    }),
  }),
})

builder.mutationField('setPicture', (t) =>
  t.field({
    type: PicturePayload,
    authScopes: { signedIn: true },
    description: 'Sets the viewer’s picture. It is cut to a square and stored without metadata.',
    args: { input: t.arg({ type: SetPictureInput, required: true, description: 'The picture.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => ({
        avatarUrl: await setPicture(context.services.pools.auth, signedIn(context), input.image ?? null),
      })),
  }),
)
