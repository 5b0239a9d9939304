import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { UserError } from '../platform/userError.ts'
import { User } from '../viewer/schema.ts'
import { CHANNELS, type Channel, groupsFor, isSentByDefault, type KindGroup } from './groups.ts'
import { NotificationChannel } from './schema.ts'
import {
  type NotificationSettings,
  readAvailable,
  readChosen,
  readSettings,
  setNotificationPreference,
  updateNotificationSettings,
} from './settings.ts'

const NotificationGroup = builder.enumType('NotificationGroup', {
  description: 'Kinds of notifications that are turned on and off together.',
  values: {
    REPLIES: { value: 'replies' as KindGroup, description: 'Replies, and tickets opened for the person.' },
    STATUS: { value: 'status' as KindGroup, description: 'Changes of a ticket’s status.' },
    SESSIONS: { value: 'sessions' as KindGroup, description: 'Scheduled sessions and their reminders.' },
    ASSIGNMENTS: { value: 'assignments' as KindGroup, description: 'Staff: tickets assigned to the person.' },
    UNASSIGNED: { value: 'unassigned' as KindGroup, description: 'Staff: messages in unassigned tickets.' },
    NOTES: { value: 'notes' as KindGroup, description: 'Staff: internal notes and mentions.' },
    DISPUTES: { value: 'disputes' as KindGroup, description: 'Disputes, and the deadlines of shops.' },
    RATINGS: { value: 'ratings' as KindGroup, description: 'Requests to rate a ticket; for staff, ratings.' },
    REQUESTS: { value: 'requests' as KindGroup, description: 'Requests to join a ticket or to chat, and decisions.' },
  },
})

const DigestInterval = builder.enumType('DigestInterval', {
  description: 'How often a person is sent their emails.',
  values: {
    OFF: { value: 'off', description: 'As things happen.' },
    HOURLY: { value: 'hourly', description: 'Once an hour.' },
    DAILY: { value: 'daily', description: 'Once a day.' },
  } as const,
})

interface Preference {
  group: KindGroup
  channel: Channel
  enabled: boolean
}

const NotificationPreference = builder.objectRef<Preference>('NotificationPreference').implement({
  description: 'Whether a group of notifications is sent on a channel.',
  fields: (t) => ({
    group: t.expose('group', { type: NotificationGroup, description: 'The group.' }),
    channel: t.field({ type: NotificationChannel, description: 'The channel.', resolve: ({ channel }) => channel }),
    enabled: t.exposeBoolean('enabled', { description: 'Whether it is sent.' }),
  }),
})

/** When and how a person is sent notifications. */
export const NotificationSettingsRef = builder.objectRef<NotificationSettings>('NotificationSettings').implement({
  description: 'When and how a person is sent notifications.',
  fields: (t) => ({
    timeZone: t.exposeString('timeZone', { description: 'The IANA time zone of the times, such as `Europe/Berlin`.' }),
    quietFrom: t.exposeString('quietFrom', { nullable: true, description: 'Start of the quiet hours, as `22:00`.' }),
    quietUntil: t.exposeString('quietUntil', { nullable: true, description: 'End of the quiet hours, as `07:00`.' }),
    digest: t.expose('digest', { type: DigestInterval, description: 'How often emails are sent.' }),
    digestHour: t.exposeInt('digestHour', { description: 'The hour of daily emails, from 0 to 23.' }),
    channels: t.field({
      type: [NotificationChannel],
      description: 'The channels on which this desk sends, besides the app.',
      resolve: readAvailable,
    }),
    preferences: t.field({
      type: [NotificationPreference],
      description: 'For each group that the person can get and each channel besides the app, whether it is sent.',
      resolve: async (_settings, _args, context) => preferencesOf(isStaffRole(signedIn(context).role)),
    }),
  }),
})

async function preferencesOf(isStaff: boolean): Promise<Preference[]> {
  const chosen = await readChosen()
  return groupsFor(isStaff).flatMap((group) =>
    CHANNELS.map((channel) => {
      const choice = chosen.find((one) => one.kindGroup === group && one.channel === channel)
      return { group, channel, enabled: choice?.enabled ?? isSentByDefault(channel) }
    }),
  )
}

builder.objectField(User, 'notificationSettings', (t) =>
  t.field({
    type: NotificationSettingsRef,
    nullable: true,
    description: 'For the person themselves; null for everyone else.',
    resolve: ({ id }, _args, { viewer }) => (viewer?.id === id ? readSettings() : null),
  }),
)

/** The answer of mutations that change one's own settings. */
export const NotificationSettingsPayload = payloadType<{ settings: NotificationSettings | null }>(
  'NotificationSettingsPayload',
  'The changed settings.',
)
builder.objectField(NotificationSettingsPayload, 'settings', (t) =>
  t.field({
    type: NotificationSettingsRef,
    nullable: true,
    description: 'Null if nothing was changed.',
    resolve: ({ settings }) => settings ?? null,
  }),
)

const UpdateNotificationSettingsInput = builder.inputType('UpdateNotificationSettingsInput', {
  description: 'The new settings.',
  fields: (t) => ({
    timeZone: t.string({ required: true, description: 'An IANA time zone.' }),
    quietFrom: t.string({ description: 'Start of the quiet hours, as `22:00`; null for none.' }),
    quietUntil: t.string({ description: 'End of the quiet hours.' }),
    digest: t.field({ type: DigestInterval, required: true, description: 'How often emails are sent.' }),
    digestHour: t.int({ defaultValue: 8, description: 'The hour of daily emails, from 0 to 23.' }),
  }),
})

const SetNotificationPreferenceInput = builder.inputType('SetNotificationPreferenceInput', {
  description: 'What to turn on or off.',
  fields: (t) => ({
    group: t.field({ type: NotificationGroup, required: true, description: 'The group.' }),
    channel: t.field({ type: NotificationChannel, required: true, description: 'The channel; not the app.' }),
    enabled: t.boolean({ required: true, description: 'Whether it is sent.' }),
  }),
})

builder.mutationFields((t) => ({
  updateNotificationSettings: t.field({
    type: NotificationSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Changes when the viewer is sent notifications. Notifications that wait are moved accordingly.',
    args: { input: t.arg({ type: UpdateNotificationSettingsInput, required: true, description: 'The new settings.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const { timeZone, quietFrom = null, quietUntil = null, digest, digestHour } = input
        const settings = { timeZone, quietFrom, quietUntil, digest, digestHour: digestHour ?? 8 }
        await updateNotificationSettings(signedIn(context), settings)
        return { settings: await readSettings() }
      }),
  }),
  setNotificationPreference: t.field({
    type: NotificationSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Turns a group of notifications on or off on a channel, for the viewer.',
    args: { input: t.arg({ type: SetNotificationPreferenceInput, required: true, description: 'What.' }) },
    resolve: (_root, { input: { group, channel, enabled } }, context) =>
      answer(async () => {
        if (channel === 'in_app')
          throw new UserError('VALIDATION', 'Notifications in the app cannot be turned off.', ['input', 'channel'])
        await setNotificationPreference(signedIn(context).id, { groups: [group], channel, enabled })
        return { settings: await readSettings() }
      }),
  }),
}))
