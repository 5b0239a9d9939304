import { builder } from '../graphql/builder.ts'
import { type Context, signedIn } from '../graphql/context.ts'
import { uuidOf } from '../graphql/globalId.ts'
import { answer, type Payload, payloadType } from '../graphql/payload.ts'
import { Team } from '../teams/schema.ts'
import { readTeam, type TeamRow } from '../teams/team.ts'
import { readPeople } from '../viewer/reads.ts'
import { User } from '../viewer/schema.ts'
import type { Person } from '../viewer/person.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { addTimeOff } from './addTimeOff.ts'
import { removeTimeOff } from './removeTimeOff.ts'
import { TeamAssignmentRef, Weekday } from './schema.ts'
import { setAway } from './setAway.ts'
import { setLoadLimit } from './setLoadLimit.ts'
import { setTeamAssignment } from './setTeamAssignment.ts'
import { setWorkingHours } from './setWorkingHours.ts'

type HasPerson = { person: Person | null }
const WorkPayload = payloadType<HasPerson>('WorkPayload', 'The updated staff member.')
builder.objectField(WorkPayload, 'person', (t) =>
  t.field({
    type: User,
    nullable: true,
    description: 'Null when nothing was done.',
    resolve: ({ person }) => (person ?? null) as never,
  }),
)

const TeamAssignmentPayload = payloadType<{ team: TeamRow | null }>('TeamAssignmentPayload', 'The updated team.')
builder.objectField(TeamAssignmentPayload, 'team', (t) =>
  t.field({
    type: Team,
    nullable: true,
    description: 'Null when nothing was done.',
    resolve: ({ team }) => team ?? null,
  }),
)

const userId = { required: true, description: 'The staff member.' } as const

const WorkingIntervalInput = builder.inputType('WorkingIntervalInput', {
  description: 'An interval of a working week. One that goes past midnight is written as two.',
  fields: (t) => ({
    weekday: t.field({ type: Weekday, required: true, description: 'The day.' }),
    from: t.string({ required: true, description: 'The local time at which it starts: “09:00”.' }),
    until: t.string({
      required: true,
      description: 'The local time at which it ends: “17:30”, at the latest “24:00”.',
    }),
  }),
})
const SetWorkingHoursInput = builder.inputType('SetWorkingHoursInput', {
  description: 'Replaces all working hours of a staff member.',
  fields: (t) => ({
    userId: t.id(userId),
    timeZone: t.string({ required: true, description: 'The IANA name of the time zone: “Europe/Berlin”.' }),
    intervals: t.field({
      type: [WorkingIntervalInput],
      required: true,
      description: 'At most 28, which do not overlap. None: at all times.',
    }),
  }),
})
const AddTimeOffInput = builder.inputType('AddTimeOffInput', {
  description: 'Input of `addTimeOff`.',
  fields: (t) => ({
    userId: t.id(userId),
    from: t.field({ type: 'DateTime', required: true, description: 'When it starts.' }),
    until: t.field({ type: 'DateTime', required: true, description: 'When it ends; in the future.' }),
  }),
})
const RemoveTimeOffInput = builder.inputType('RemoveTimeOffInput', {
  description: 'Input of `removeTimeOff`.',
  fields: (t) => ({ timeOffId: t.id({ required: true, description: 'Which.' }) }),
})
const SetAwayInput = builder.inputType('SetAwayInput', {
  description: 'Input of `setAway`.',
  fields: (t) => ({
    away: t.boolean({ required: true, description: 'False: back again.' }),
    until: t.field({ type: 'DateTime', description: 'When they are back; omitted: when they say so.' }),
    note: t.string({ description: 'For colleagues; at most 80 characters.' }),
  }),
})
const SetLoadLimitInput = builder.inputType('SetLoadLimitInput', {
  description: 'Input of `setLoadLimit`.',
  fields: (t) => ({
    userId: t.id(userId),
    limit: t.int({ description: 'From 0 to 1,000 open tickets; null for no limit.' }),
  }),
})
const SetTeamAssignmentInput = builder.inputType('SetTeamAssignmentInput', {
  description: 'Input of `setTeamAssignment`.',
  fields: (t) => ({
    team: t.string({ required: true, description: 'The team’s name.' }),
    assignment: t.field({ type: TeamAssignmentRef, required: true, description: 'How its tickets are assigned.' }),
  }),
})

/** Does it, and answers with the staff member as they are then; `work` may return whose id it was. */
function change(
  context: Context,
  id: string,
  work: (viewer: Viewer, userId: string) => Promise<string | void>,
): Promise<Payload<HasPerson>> {
  return answer(async () => {
    const whose = uuidOf(id, 'User')
    const changed = (await work(signedIn(context), whose)) ?? whose
    return { person: (await readPeople([changed]))[0] as Person }
  })
}

const signedInOnly = { authScopes: { signedIn: true } }

builder.mutationFields((t) => ({
  setWorkingHours: t.field({
    type: WorkPayload,
    ...signedInOnly,
    description: 'Staff: sets their own working hours; admins those of anybody on the staff.',
    args: { input: t.arg({ type: SetWorkingHoursInput, required: true, description: 'The hours.' }) },
    resolve: (_root, { input }, context) =>
      change(context, input.userId, (viewer, id) =>
        setWorkingHours(viewer, { userId: id, timeZone: input.timeZone, hours: input.intervals }),
      ),
  }),
  addTimeOff: t.field({
    type: WorkPayload,
    ...signedInOnly,
    description: 'Staff: adds time off for themselves; admins for anybody on the staff.',
    args: { input: t.arg({ type: AddTimeOffInput, required: true, description: 'The time off.' }) },
    resolve: (_root, { input }, context) =>
      change(context, input.userId, (viewer, id) => addTimeOff(viewer, { ...input, userId: id })),
  }),
  removeTimeOff: t.field({
    type: WorkPayload,
    ...signedInOnly,
    description: 'Staff: removes a time off of theirs; admins one of anybody on the staff.',
    args: { input: t.arg({ type: RemoveTimeOffInput, required: true, description: 'The time off.' }) },
    resolve: (_root, { input }, context) =>
      change(context, '', (viewer) => removeTimeOff(viewer, uuidOf(input.timeOffId, 'TimeOff'))),
  }),
  setAway: t.field({
    type: WorkPayload,
    ...signedInOnly,
    description: 'Staff: say that they are away, and are given no tickets automatically; or that they are back.',
    args: { input: t.arg({ type: SetAwayInput, required: true, description: 'What they say.' }) },
    resolve: (_root, { input }, context) =>
      change(context, '', async (viewer) => {
        await setAway(viewer, input)
        return viewer.id
      }),
  }),
  setLoadLimit: t.field({
    type: WorkPayload,
    ...signedInOnly,
    description: 'Admins: sets with how many open tickets a staff member is given no more automatically.',
    args: { input: t.arg({ type: SetLoadLimitInput, required: true, description: 'The limit.' }) },
    resolve: (_root, { input }, context) =>
      change(context, input.userId, (viewer, id) => setLoadLimit(viewer, { userId: id, limit: input.limit ?? null })),
  }),
  setTeamAssignment: t.field({
    type: TeamAssignmentPayload,
    ...signedInOnly,
    description: 'Admins: sets how the unassigned tickets of a team are assigned.',
    args: { input: t.arg({ type: SetTeamAssignmentInput, required: true, description: 'The team and the way.' }) },
    resolve: (_root, { input }, context) =>
      answer(async () => {
        await setTeamAssignment(signedIn(context), input)
        return { team: (await readTeam(input.team))! }
      }),
  }),
}))
