import { NotificationSettingsPayload, NotificationSettingsRef } from '../deliveries/schema.settings.ts'
import { readSettings } from '../deliveries/settings.ts'
import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { answer } from '../graphql/payload.ts'
import { isSubscribed, subscribeToPush, unsubscribeFromPush } from './subscriptions.ts'

builder.queryField('pushPublicKey', (t) =>
  t.string({
    authScopes: { signedIn: true },
    description: 'The key with which browsers subscribe to push notifications (VAPID, base64url).',
    resolve: (_root, _args, { services }) => services.push.keys.publicKey,
  }),
)

const endpoint = { required: true, description: 'The address of the browser’s push service.' } as const

builder.objectField(NotificationSettingsRef, 'isPushSubscribed', (t) =>
  t.boolean({
    description:
      'Whether the browser with this endpoint gets the person’s push notifications; false without an endpoint.',
    args: { endpoint: t.arg.string({ description: 'The address of the browser’s push service.' }) },
    resolve: (_settings, { endpoint }) => (endpoint ? isSubscribed(endpoint) : false),
  }),
)

const SubscribeToPushInput = builder.inputType('SubscribeToPushInput', {
  description: 'A browser’s push subscription.',
  fields: (t) => ({
    endpoint: t.string(endpoint),
    p256dh: t.string({ required: true, description: 'Its public key, base64url.' }),
    auth: t.string({ required: true, description: 'Its secret, base64url.' }),
  }),
})

const UnsubscribeFromPushInput = builder.inputType('UnsubscribeFromPushInput', {
  description: 'Input of `unsubscribeFromPush`.',
  fields: (t) => ({ endpoint: t.string(endpoint) }),
})

builder.mutationFields((t) => ({
  subscribeToPush: t.field({
    type: NotificationSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Sends the viewer push notifications on this browser.',
    args: { input: t.arg({ type: SubscribeToPushInput, required: true, description: 'The subscription.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await subscribeToPush(context.services, signedIn(context), input)
        return { settings: await readSettings() }
      }),
  }),
  unsubscribeFromPush: t.field({
    type: NotificationSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Sends the viewer no push notifications on this browser any more.',
    args: { input: t.arg({ type: UnsubscribeFromPushInput, required: true, description: 'Which browser.' }) },
    resolve: (_root, { input }) =>
      answer(async () => {
        await unsubscribeFromPush(input.endpoint)
        return { settings: await readSettings() }
      }),
  }),
}))
