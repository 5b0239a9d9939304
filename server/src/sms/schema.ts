import { NotificationSettingsPayload, NotificationSettingsRef } from '../deliveries/schema.settings.ts'
import { readSettings } from '../deliveries/settings.ts'
import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { answer } from '../graphql/payload.ts'
import { confirmPhone, type Phone, readPhone, removePhone, requestPhoneCode } from './phone.ts'

const PhoneRef = builder.objectRef<Phone>('Phone').implement({
  description: 'A verified phone number.',
  fields: (t) => ({
    number: t.exposeString('number', { description: 'The number, as `+4915123456789`.' }),
    isStopped: t.exposeBoolean('isStopped', {
      description: 'Whether it has answered STOP: then nothing is sent to it until it answers START.',
    }),
  }),
})

builder.objectField(NotificationSettingsRef, 'phone', (t) =>
  t.field({
    type: PhoneRef,
    nullable: true,
    description: 'The phone number for text messages; null until one is verified.',
    resolve: readPhone,
  }),
)

const RequestPhoneCodeInput = builder.inputType('RequestPhoneCodeInput', {
  description: 'Input of `requestPhoneCode`.',
  fields: (t) => ({ phone: t.string({ required: true, description: 'The number, with its country code.' }) }),
})

const ConfirmPhoneInput = builder.inputType('ConfirmPhoneInput', {
  description: 'Input of `confirmPhone`.',
  fields: (t) => ({ code: t.string({ required: true, description: 'The code that was sent.' }) }),
})

const RemovePhoneInput = builder.inputType('RemovePhoneInput', {
  description: 'Input of `removePhone`.',
  fields: (t) => ({ phone: t.string({ required: true, description: 'The number.' }) }),
})

builder.mutationFields((t) => ({
  requestPhoneCode: t.field({
    type: NotificationSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Sends a code to a phone number, which `confirmPhone` takes within 10 minutes. Five an hour at most.',
    args: { input: t.arg({ type: RequestPhoneCodeInput, required: true, description: 'The number.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await requestPhoneCode(context.services, signedIn(context), input.phone)
        return { settings: await readSettings() }
      }),
  }),
  confirmPhone: t.field({
    type: NotificationSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Verifies the phone number to which a code was sent, so that the viewer is sent text messages.',
    args: { input: t.arg({ type: ConfirmPhoneInput, required: true, description: 'The code.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await confirmPhone(context.services, signedIn(context), input.code)
        return { settings: await readSettings() }
      }),
  }),
  removePhone: t.field({
    type: NotificationSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Forgets the viewer’s phone number.',
    args: { input: t.arg({ type: RemovePhoneInput, required: true, description: 'Which.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await removePhone(context.services, signedIn(context), input.phone)
        return { settings: await readSettings() }
      }),
  }),
}))
