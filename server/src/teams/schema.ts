import { builder } from '../graphql/builder.ts'
import { type Context, signedIn } from '../graphql/context.ts'
import { globalId } from '../graphql/globalId.ts'
import { answer, payloadType } from '../graphql/payload.ts'
import { fromNow } from '../live/feed.ts'
import { PER_VIEWER } from '../live/perViewer.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { addTeam } from './addTeam.ts'
import { type TeamChange, teamFeed } from './feed.ts'
import { canManageTeams } from './policy.ts'
import { renameTeam } from './renameTeam.ts'
import { restoreTeam } from './restoreTeam.ts'
import { retireTeam } from './retireTeam.ts'
import { countMembers, countOpenTickets, DEFAULT_TEAM, readTeams, type TeamRow } from './team.ts'

const forAdmins = ({ name }: TeamRow, { identity }: Context): string | null =>
  identity !== null && canManageTeams({ role: identity.role as Viewer['role'] }) ? name : null

/** A team. */
export const Team = builder.objectRef<TeamRow>('Team').implement({
  description: 'A group of staff that tickets are routed to.',
  fields: (t) => ({
    name: t.exposeString('name', {
      description:
        'The name by which tickets, people, macros and filters refer to the team: unique, and it does not change.',
    }),
    title: t.exposeString('title', { description: 'The name that people see: `name`, until it is renamed.' }),
    isRetired: t.exposeBoolean('isRetired', { description: 'Whether it takes no tickets any more.' }),
    isDefault: t.boolean({
      description: 'Whether new tickets go to it. It cannot be retired.',
      resolve: ({ name }) => name === DEFAULT_TEAM,
    }),
    memberCount: t.loadable({
      type: 'Int',
      nullable: true,
      description: 'For admins: the number of its people who are not disabled.',
      extensions: { [PER_VIEWER]: true },
      load: (names: string[]) => countMembers(names),
      resolve: (team, _args, context) => forAdmins(team, context),
    }),
    openTicketCount: t.loadable({
      type: 'Int',
      nullable: true,
      description: 'For admins: the number of its tickets that have not ended and that the viewer can see.',
      extensions: { [PER_VIEWER]: true },
      load: (names: string[]) => countOpenTickets(names),
      resolve: (team, _args, context) => forAdmins(team, context),
    }),
  }),
})

const TeamChangeRef = builder.objectRef<TeamChange>('TeamChange').implement({
  description:
    'A team was added, renamed, retired or restored, its assignment was changed, or it has handed tickets over.',
  fields: (t) => ({
    id: t.id({ description: 'Opaque.', resolve: ({ id }) => globalId('Team', id) }),
    team: t.expose('team', { type: Team, description: 'The team as it is now.' }),
  }),
})

const team = { required: true, description: 'The team’s name.' } as const
const AddTeamInput = builder.inputType('AddTeamInput', {
  description: 'Input of `addTeam`.',
  fields: (t) => ({ name: t.string({ required: true, description: 'The name; at most 80 characters.' }) }),
})
const RenameTeamInput = builder.inputType('RenameTeamInput', {
  description: 'Input of `renameTeam`.',
  fields: (t) => ({
    team: t.string(team),
    title: t.string({ required: true, description: 'What people see from now on; at most 80 characters.' }),
  }),
})
const RetireTeamInput = builder.inputType('RetireTeamInput', {
  description: 'Input of `retireTeam`.',
  fields: (t) => ({
    team: t.string(team),
    into: t.string({ required: true, description: 'The name of the team that takes over.' }),
  }),
})
const RestoreTeamInput = builder.inputType('RestoreTeamInput', {
  description: 'Input of `restoreTeam`.',
  fields: (t) => ({ team: t.string(team) }),
})

const TeamPayload = payloadType<{ team: TeamRow | null }>('TeamPayload', 'The team.')
builder.objectField(TeamPayload, 'team', (t) =>
  t.field({
    type: Team,
    nullable: true,
    description: 'The team; null if nothing was done.',
    resolve: ({ team: changed }) => changed ?? null,
  }),
)

builder.queryField('teams', (t) =>
  t.field({
    type: [Team],
    authScopes: { signedIn: true },
    description: 'The teams of the desk, by title; also those that are retired.',
    resolve: () => readTeams(),
  }),
)

const common = { type: TeamPayload, authScopes: { signedIn: true } } as const

builder.mutationFields((t) => ({
  addTeam: t.field({
    ...common,
    description: 'Admins: adds a team, or returns the one that has this name or title. CONFLICT if that is retired.',
    args: { input: t.arg({ type: AddTeamInput, required: true, description: 'The team.' }) },
    resolve: (_root, { input }, context) => answer(async () => ({ team: await addTeam(signedIn(context), input) })),
  }),
  renameTeam: t.field({
    ...common,
    description:
      'Admins: changes the name that people see. What refers to the team keeps its `name`. CONFLICT if another team has this name or title.',
    args: { input: t.arg({ type: RenameTeamInput, required: true, description: 'The team and its title.' }) },
    resolve: (_root, { input }, context) => answer(async () => ({ team: await renameTeam(signedIn(context), input) })),
  }),
  retireTeam: t.field({
    ...common,
    description:
      'Admins: retires a team, so that it takes no tickets. Another one takes over its people, macros and disputes at once, and its open tickets soon after; ended tickets stay, and follow when they are reopened.',
    args: { input: t.arg({ type: RetireTeamInput, required: true, description: 'The two teams.' }) },
    resolve: (_root, { input }, context) => answer(async () => ({ team: await retireTeam(signedIn(context), input) })),
  }),
  restoreTeam: t.field({
    ...common,
    description: 'Admins: lets a retired team take tickets again. What another team has taken over stays there.',
    args: { input: t.arg({ type: RestoreTeamInput, required: true, description: 'The team.' }) },
    resolve: (_root, { input }, context) => answer(async () => ({ team: await restoreTeam(signedIn(context), input) })),
  }),
}))

builder.subscriptionField('teamChanged', (t) =>
  t.field({
    type: TeamChangeRef,
    authScopes: { staff: true },
    description: 'Staff: changes of the desk’s teams. Starts from now.',
    subscribe: (_root, _args, { identity }) => fromNow(teamFeed(identity!), identity!),
    resolve: (change) => change as unknown as TeamChange,
  }),
)
