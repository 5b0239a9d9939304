import { builder } from '../graphql/builder.ts'
import { signedIn } from '../graphql/context.ts'
import { PersonPayload, changePerson } from '../people/schema.mutations.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { User } from '../viewer/schema.ts'
import { erasePerson } from './erasePerson.ts'
import { type Erasure, readErasures } from './reads.ts'

const ErasureType = builder.objectRef<Erasure>('Erasure').implement({
  description: 'The erasure of a person’s data.',
  fields: (t) => ({
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was requested.' }),
    finishedAt: t.expose('finishedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When everything was removed; null if it is not finished.',
    }),
    heldTickets: t.exposeInt('heldTickets', {
      description: 'How many tickets with the person’s data are under a legal hold. It finishes once they are lifted.',
    }),
  }),
})

builder.prismaObjectField(User, 'erasure', (t) =>
  t.loadable({
    type: ErasureType,
    nullable: true,
    description: 'For staff: the erasure of the person’s data, if it was requested.',
    load: (ids: string[]) => readErasures(ids) as Promise<never[]>,
    resolve: ({ id }, _args, { identity }) => (identity !== null && isStaffRole(identity.role) ? id : null),
  }),
)

const ErasePersonInput = builder.inputType('ErasePersonInput', {
  description: 'Input of `erasePerson`.',
  fields: (t) => ({
    userId: t.id({ required: true, description: 'Whom.' }),
    email: t.string({ required: true, description: 'The person’s email address, as a confirmation.' }),
  }),
})

builder.mutationField('erasePerson', (t) =>
  t.field({
    type: PersonPayload,
    authScopes: { signedIn: true },
    description:
      'Admins: erases a person. They are disabled at once; a background job removes what they wrote, their files, name and address. It cannot be undone.',
    args: { input: t.arg({ type: ErasePersonInput, required: true, description: 'Whom.' }) },
    resolve: (_root, { input }, context) =>
      changePerson(input.userId, (userId) =>
        erasePerson(signedIn(context), { ...input, userId }, context.services.pools.auth),
      ),
  }),
)
