import { builder } from '../graphql/builder.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { isStaff } from '../tickets/policy.ts'
import { signedIn } from '../graphql/context.ts'
import { type DeskSettings, readSettings, setDeskSettings } from './settings.ts'

const DeskSettingsType = builder.objectRef<DeskSettings>('DeskSettings').implement({
  description: 'The desk’s settings.',
  fields: (t) => ({
    claimKeptMinutes: t.exposeInt('claimKeptMinutes', {
      nullable: true,
      description: 'After how many minutes of absence the claims of a staff member are released. Null: never.',
    }),
    removeLocation: t.exposeBoolean('removeLocation', {
      description: 'Whether the location (GPS) is removed from pictures and films as they are uploaded.',
    }),
  }),
})

const SetDeskSettingsInput = builder.inputType('SetDeskSettingsInput', {
  description: 'Omitted fields do not change.',
  fields: (t) => ({
    claimKeptMinutes: t.int({ description: 'From 1 to 10,080 minutes; null for never.' }),
    removeLocation: t.boolean({ description: 'Whether the location is removed from files uploaded from now on.' }),
  }),
})

const DeskSettingsPayload = payloadType<{ settings: DeskSettings | null }>(
  'DeskSettingsPayload',
  'The updated settings.',
)
builder.objectField(DeskSettingsPayload, 'settings', (t) =>
  t.field({
    type: DeskSettingsType,
    nullable: true,
    description: 'Null when nothing was done.',
    resolve: ({ settings }) => settings ?? null,
  }),
)

builder.queryField('deskSettings', (t) =>
  t.field({
    type: DeskSettingsType,
    nullable: true,
    authScopes: { signedIn: true },
    description: 'The desk’s settings. Null for everybody but staff.',
    resolve: (_root, _args, context) => (isStaff(signedIn(context)) ? readSettings() : null),
  }),
)

builder.mutationField('setDeskSettings', (t) =>
  t.field({
    type: DeskSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Admins: changes the desk’s settings.',
    args: { input: t.arg({ type: SetDeskSettingsInput, required: true, description: 'The change.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await setDeskSettings(signedIn(context), input)
        return { settings: await readSettings() }
      }),
  }),
)
