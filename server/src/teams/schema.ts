import { builder } from '../graphql/builder.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { RequestError } from '../platform/userError.ts'
import { addTeam, readTeams } from './addTeam.ts'

/** A team. */
export const Team = builder.objectRef<{ name: string }>('Team').implement({
  description: 'A group of staff that tickets are routed to.',
  fields: (t) => ({ name: t.exposeString('name', { description: 'The name, which is unique.' }) }),
})

const AddTeamInput = builder.inputType('AddTeamInput', {
  description: 'Input of `addTeam`.',
  fields: (t) => ({ name: t.string({ required: true, description: 'The name; at most 80 characters.' }) }),
})

const TeamPayload = payloadType<{ team: { name: string } | null }>('TeamPayload', 'The team.')
builder.objectField(TeamPayload, 'team', (t) =>
  t.field({
    type: Team,
    nullable: true,
    description: 'The team; null if it was not added.',
    resolve: ({ team }) => team ?? null,
  }),
)

builder.queryField('teams', (t) =>
  t.field({
    type: [Team],
    authScopes: { signedIn: true },
    description: 'The teams of the desk, by name.',
    resolve: () => readTeams(),
  }),
)

builder.mutationField('addTeam', (t) =>
  t.field({
    type: TeamPayload,
    authScopes: { signedIn: true },
    description: 'Admins: adds a team, or returns it if it exists.',
    args: { input: t.arg({ type: AddTeamInput, required: true, description: 'The team.' }) },
    resolve: (_root, { input }, { viewer }) =>
      answer(async () => {
        if (!viewer) throw new RequestError('UNAUTHENTICATED', 'Sign in first.')
        return { team: { name: await addTeam(viewer, input) } }
      }),
  }),
)
