import { builder } from '../graphql/builder.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { isStaff } from '../tickets/policy.ts'
import { signedIn } from '../graphql/context.ts'
import { canSetDesk } from './policy.ts'
import { DeskAccentType, DeskProfile } from '../viewer/schema.ts'
import { setDeskLogo } from './setDeskLogo.ts'
import { type DeskState, readSettings, setDeskSettings } from './settings.ts'

const SignUp = builder.enumType('SignUp', {
  description: 'Who can create an account as a buyer without an invitation.',
  values: {
    OFF: { value: 'off', description: 'Nobody.' },
    OPEN: { value: 'open', description: 'Everybody with an email address.' },
    DOMAINS: { value: 'domains', description: 'Owners of an email address of one of `signUpDomains`.' },
  } as const,
})

/** The settings, to which other files add theirs. */
export const DeskSettingsType = builder.objectRef<DeskState>('DeskSettings').implement({
  description: 'The desk’s settings.',
  fields: (t) => ({
    claimKeptMinutes: t.exposeInt('claimKeptMinutes', {
      nullable: true,
      description: 'The minutes of absence after which a staff member’s claims are released; null for never.',
    }),
    ratingDelayHours: t.exposeInt('ratingDelayHours', {
      nullable: true,
      description:
        'The hours after a ticket’s resolution after which its requester is asked for a rating; null for never.',
    }),
    removeLocation: t.exposeBoolean('removeLocation', {
      description: 'Whether the location (GPS) is removed from uploaded pictures and videos.',
    }),
    searchLanguage: t.exposeString('searchLanguage', {
      description: 'The language whose word forms the search knows (“english”, “german”, …); “simple” for none.',
    }),
    timeZone: t.exposeString('timeZone', {
      description: 'The IANA name of the time zone whose days analytics counts.',
    }),
    signUp: t.expose('signUp', {
      type: SignUp,
      description: 'Who can create an account as a buyer without an invitation.',
    }),
    staffSecondFactor: t.exposeBoolean('staffSecondFactor', {
      description: 'Whether agents and admins need a second factor to use the desk.',
    }),
    signUpDomains: t.exposeStringList('signUpDomains', {
      description: 'The domains of email addresses with which people can create accounts, if `signUp` is `DOMAINS`.',
    }),
    name: t.exposeString('name', { nullable: true, description: 'The desk’s name; null for the default.' }),
    accent: t.expose('accent', { type: DeskAccentType, description: 'The colour of buttons and of what is selected.' }),
    profile: t.field({
      type: DeskProfile,
      description: 'The desk’s profile: by default, what `DESK_PROFILE` says.',
      resolve: ({ profile }, _args, { services }) => profile ?? services.desk.identity.profile,
    }),
    senderAddress: t.exposeString('senderAddress', {
      nullable: true,
      description: 'The sender of mails; null for `MAIL_FROM`.',
    }),
    shopResponseHours: t.exposeInt('shopResponseHours', {
      nullable: true,
      description:
        'The hours that a shop has to answer before the buyer can ask the platform to step in; null for no deadline.',
    }),
    caseDecisionHours: t.exposeInt('caseDecisionHours', {
      description: 'The hours that staff have to decide a dispute, or an appeal.',
    }),
    appealDays: t.exposeInt('appealDays', {
      description: 'For how many days after a decision either side can appeal.',
    }),
    disputeTeam: t.exposeString('disputeTeam', {
      nullable: true,
      description: 'The team that disputes are routed to; null for one named “Disputes”, or else the ticket’s own.',
    }),
    messageDeletionMinutes: t.exposeInt('messageDeletionMinutes', {
      description: 'For how many minutes authors can delete their own messages; 0 for never.',
    }),
    defaultSender: t.string({
      nullable: true,
      description: '`MAIL_FROM`, the sender of mails by default. Null if no mail server is configured.',
      resolve: (_settings, _args, { services: { post, desk } }) => (post.mailer ? desk.identity.defaultSender : null),
    }),
    backupsKept: t.int({
      nullable: true,
      description: 'How many daily backups are kept; 0 for none. Null if the database is not the embedded one.',
      resolve: ({ backupsKept }, _args, { services }) => (services.desk.backsUpDaily ? backupsKept : null),
    }),
    lastBackupAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the last daily backup was complete.',
      resolve: ({ lastBackupAt }) => lastBackupAt,
    }),
    lastBackupProblem: t.string({
      nullable: true,
      description: 'Why the latest daily backup failed; null if it succeeded, and for agents.',
      // It names folders of the server.
      resolve: ({ lastBackupProblem }, _args, context) => (canSetDesk(signedIn(context)) ? lastBackupProblem : null),
    }),
  }),
})

const SetDeskSettingsInput = builder.inputType('SetDeskSettingsInput', {
  description: 'Input of `setDeskSettings`. Omitted fields do not change.',
  fields: (t) => ({
    claimKeptMinutes: t.int({
      description: 'The minutes of absence after which claims are released, from 1 to 10,080; null for never.',
    }),
    ratingDelayHours: t.int({
      description:
        'The hours after a resolution after which the requester is asked for a rating, from 0 to 720; null for never.',
    }),
    removeLocation: t.boolean({ description: 'Whether the location is removed from files that are uploaded later.' }),
    searchLanguage: t.string({
      description:
        'The language whose word forms the search knows, as PostgreSQL calls it (“english”, “german”, …), or “simple”.',
    }),
    timeZone: t.string({ description: 'The IANA name of the time zone whose days analytics counts.' }),
    signUp: t.field({ type: SignUp, description: 'Who can create an account as a buyer without an invitation.' }),
    staffSecondFactor: t.boolean({
      description: 'Whether agents and admins need a second factor. CONFLICT if the viewer has none.',
    }),
    queueReadable: t.boolean({
      description: 'In a private desk: whether the messages of unclaimed tickets can be read.',
    }),
    signUpDomains: t.stringList({ description: 'At most 100 domains of email addresses, like `shop.example`.' }),
    name: t.string({ description: 'The desk’s name, at most 60 characters; null for the default.' }),
    accent: t.field({ type: DeskAccentType, description: 'The colour of buttons and of what is selected.' }),
    profile: t.field({ type: DeskProfile, description: 'The desk’s profile; null for `DESK_PROFILE`.' }),
    senderAddress: t.string({
      description: 'The sender of mails, for which the mail server must accept mails; null for `MAIL_FROM`.',
    }),
    shopResponseHours: t.int({
      description: 'The hours that a shop has to answer, from 1 to 720; null for no deadline.',
    }),
    caseDecisionHours: t.int({ description: 'The hours that staff have to decide a dispute, from 1 to 720.' }),
    appealDays: t.int({ description: 'For how many days a decision can be appealed, from 1 to 90.' }),
    disputeTeam: t.string({ description: 'The team that disputes are routed to; null for the default.' }),
    messageDeletionMinutes: t.int({
      description: 'For how many minutes authors can delete their own messages, from 0 (never) to 43,200.',
    }),
    backupsKept: t.int({
      description: 'How many daily backups of the embedded database are kept, from 0 (none are made) to 365.',
    }),
  }),
})

const DeskSettingsPayload = payloadType<{ settings: DeskState | null }>('DeskSettingsPayload', 'The updated settings.')
builder.objectField(DeskSettingsPayload, 'settings', (t) =>
  t.field({
    type: DeskSettingsType,
    nullable: true,
    description: 'The settings; null if nothing was changed.',
    resolve: ({ settings }) => settings ?? null,
  }),
)

builder.queryField('deskSettings', (t) =>
  t.field({
    type: DeskSettingsType,
    nullable: true,
    authScopes: { signedIn: true },
    description: 'The desk’s settings. Null if the viewer is not staff.',
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

const SetDeskLogoInput = builder.inputType('SetDeskLogoInput', {
  description: 'Input of `setDeskLogo`.',
  fields: (t) => ({
    image: t.string({
      description: 'A PNG, JPEG, WebP, GIF or AVIF file in Base64, at most 700 kB; null removes the logo.',
    }),
  }),
})

builder.mutationField('setDeskLogo', (t) =>
  t.field({
    type: DeskSettingsPayload,
    authScopes: { signedIn: true },
    description: 'Admins: sets the desk’s logo. It is shown on the sign-in page, above the navigation and in mails.',
    args: { input: t.arg({ type: SetDeskLogoInput, required: true, description: 'The logo.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await setDeskLogo(signedIn(context), input.image ?? null)
        return { settings: await readSettings() }
      }),
  }),
)
