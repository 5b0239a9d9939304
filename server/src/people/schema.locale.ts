import { createContextCache } from '@pothos/core'
import DataLoader from 'dataloader'
import { builder } from '../graphql/builder.ts'
import { type Context, signedIn } from '../graphql/context.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { statement } from '../platform/database/statement.ts'
import type { Person } from '../viewer/person.ts'
import { canSeeEmail } from '../viewer/policy.ts'
import { readListedPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import { setLocale } from './setLocale.ts'

interface Locale {
  language: string | null
  browserLanguage: string | null
  timeZone: string | null
}

const read = statement<Locale & { id: string }>(`
  SELECT id, language, browser_language AS "browserLanguage", time_zone AS "timeZone" FROM users WHERE id = ANY ($1::uuid[])`)

const locales = createContextCache(
  (_context: Context) =>
    new DataLoader(async (ids: readonly string[]) => {
      const found = new Map((await read.rows(ids)).map((locale) => [locale.id, locale]))
      return ids.map((id) => found.get(id) ?? null)
    }),
)

/** A person's locale, if the viewer may see it: whoever sees their address does. */
async function localeOf(person: Person | (Person & Locale), context: Context): Promise<Locale | null> {
  if (!context.identity || !canSeeEmail(context.identity, person)) return null
  // The viewer's whole row has been read.
  return 'browserLanguage' in person ? person : locales(context).load(person.id)
}

const VISIBLE = 'Visible to staff and to the person themselves.'

builder.objectFields(User, (t) => ({
  chosenLanguage: t.string({
    nullable: true,
    description: `The language that the person has chosen: \`de\`. Null: that of the browser. ${VISIBLE}`,
    resolve: async (person, _args, context) => (await localeOf(person, context))?.language,
  }),
  language: t.string({
    nullable: true,
    description: `The language that the person has chosen, else the first of their browser: \`de\`, \`pt-BR\`. Null if unknown. ${VISIBLE}`,
    resolve: async (person, _args, context) => {
      const locale = await localeOf(person, context)
      return locale?.language ?? locale?.browserLanguage
    },
  }),
  timeZone: t.string({
    nullable: true,
    description: `The IANA time zone of the browser that the person used last. Null if unknown. ${VISIBLE}`,
    resolve: async (person, _args, context) => (await localeOf(person, context))?.timeZone,
  }),
}))

const LocalePayload = payloadType<{ person: Person | null }>('LocalePayload', 'The viewer.')
builder.objectField(LocalePayload, 'person', (t) =>
  t.field({
    type: User,
    nullable: true,
    description: 'The viewer; null if nothing was changed.',
    resolve: ({ person }) => (person ?? null) as never,
  }),
)

const SetLocaleInput = builder.inputType('SetLocaleInput', {
  description: 'Input of `setLocale`. What is omitted does not change.',
  fields: (t) => ({
    language: t.string({
      description: 'The language of the viewer’s screen and mails: `en`, `de` or `ar`; null: that of the browser.',
    }),
    browserLanguage: t.string({ description: 'The first language of the browser: `de-AT`.' }),
    timeZone: t.string({ description: 'The IANA time zone of the browser.' }),
  }),
})

builder.mutationField('setLocale', (t) =>
  t.field({
    type: LocalePayload,
    authScopes: { signedIn: true },
    description: 'Sets the language of the viewer’s screen and mails, and what their browser says about them.',
    args: { input: t.arg({ type: SetLocaleInput, required: true, description: 'What changes.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const viewer = signedIn(context)
        await setLocale(context.services.pools.auth, viewer, input)
        return { person: (await readListedPeople([viewer.id]))[0] ?? null }
      }),
  }),
)
