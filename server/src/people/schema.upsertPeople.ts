import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { type Refusal, UserErrorRef } from '../graphql/errors.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { UserError } from '../platform/userError.ts'
import { type ListedPerson, readListedPeople } from '../viewer/reads.ts'
import { Role, User } from '../viewer/schema.ts'
import { UPSERT_MAX, upsertPeople } from './upsertPeople.ts'

interface Result {
  externalId: string
  result: 'created' | 'updated' | 'unchanged' | null
  user: ListedPerson | null
  errors: Refusal[]
}

const UpsertResult = builder.enumType('UpsertResult', {
  description: 'What `upsertPeople` did with one person.',
  values: {
    CREATED: { value: 'created', description: 'The person is new.' },
    UPDATED: { value: 'updated', description: 'Something has changed, or an existing account was linked.' },
    UNCHANGED: { value: 'unchanged', description: 'Everything was as sent.' },
  } as const,
})

const UpsertPersonInput = builder.inputType('UpsertPersonInput', {
  description: 'A person of another system.',
  fields: (t) => ({
    externalId: t.id({
      required: true,
      description: 'Their id there; the claim `sub` of hand-over. Never changes.',
    }),
    email: t.string({ description: 'The email address; needed for new people.' }),
    name: t.string({ description: 'The name; at most 100 characters.' }),
    role: t.field({ type: Role, description: 'If omitted, new people get the first role of the issuer.' }),
    shopExternalId: t.id({ description: 'Sellers: the id of their shop in the other system.' }),
    shopName: t.string({ description: 'Sellers: the name of their shop; at most 100 characters.' }),
    disabled: t.boolean({
      description:
        'Whether the account is disabled, as by `disablePerson` and `enablePerson`. If omitted, that does not change.',
    }),
    emailVerified: t.boolean({
      description:
        'Whether the other system has verified the address; true if omitted. An unverified one creates no account and changes none.',
    }),
  }),
})

const UpsertPeopleInput = builder.inputType('UpsertPeopleInput', {
  description: `Input of \`upsertPeople\`. At most ${UPSERT_MAX} people; each succeeds or fails on its own.`,
  fields: (t) => ({
    issuer: t.string({
      description: 'Which of `HANDOVER_ISSUERS` they belong to; can be omitted if there is only one, or none.',
    }),
    people: t.field({ type: [UpsertPersonInput], required: true, description: 'The people.' }),
  }),
})

const UpsertPersonResult = builder.objectRef<Result>('UpsertPersonResult').implement({
  description: 'The result for one person.',
  fields: (t) => ({
    externalId: t.exposeID('externalId', { description: 'The id from the input.' }),
    result: t.expose('result', {
      type: UpsertResult,
      nullable: true,
      description: 'What was done; null if it was rejected.',
    }),
    user: t.field({
      type: User,
      nullable: true,
      description: 'The user; null if it was rejected.',
      resolve: ({ user }) => user as never,
    }),
    errors: t.field({
      type: [UserErrorRef],
      description: 'Why the person was rejected.',
      resolve: ({ errors }) => errors,
    }),
  }),
})

const UpsertPeoplePayload = payloadType<{ results: Result[] }>('UpsertPeoplePayload', 'The result for each person.')
builder.objectField(UpsertPeoplePayload, 'results', (t) =>
  t.field({
    type: [UpsertPersonResult],
    description: 'The results, in the order of the people.',
    resolve: ({ results }) => results ?? [],
  }),
)

// A plain object: graphql-js throws every value that is an Error.
const plain = ({ code, message, path }: UserError): Refusal => ({ code, message, path })

builder.mutationField('upsertPeople', (t) =>
  t.field({
    type: UpsertPeoplePayload,
    authScopes: { signedIn: true },
    description: `Admins: creates or updates up to ${UPSERT_MAX} people of another system, found by their id there. Sending the same again changes nothing.`,
    args: { input: t.arg({ type: UpsertPeopleInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        const { pools, handoverIssuers: issuers } = context.services
        const upserted = await upsertPeople(signedIn(context), input, { auth: pools.auth, issuers })
        const ids = upserted.flatMap((one) => (one instanceof UserError ? [] : [one.id]))
        const people = new Map((await readListedPeople(ids)).map((person) => [person.id, person]))
        const results = upserted.map((one, index): Result => {
          const { externalId } = input.people[index]!
          if (one instanceof UserError) return { externalId, result: null, user: null, errors: [plain(one)] }
          return { externalId, result: one.outcome, user: people.get(one.id) ?? null, errors: [] }
        })
        return { results }
      }),
  }),
)
