import { createContextCache } from '@pothos/core'
import DataLoader from 'dataloader'
import { builder } from '../graphql/builder.ts'
import type { Context } from '../graphql/context.ts'
import { globalId } from '../graphql/globalId.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import { Team } from '../teams/schema.ts'
import { User } from '../viewer/schema.ts'
import { readAssignment, readTimeOff, readWork, type TimeOff, type Work } from './reads.ts'

export const Weekday = builder.enumType('Weekday', {
  description: 'A day of the week.',
  values: {
    MONDAY: { value: 1, description: 'Monday.' },
    TUESDAY: { value: 2, description: 'Tuesday.' },
    WEDNESDAY: { value: 3, description: 'Wednesday.' },
    THURSDAY: { value: 4, description: 'Thursday.' },
    FRIDAY: { value: 5, description: 'Friday.' },
    SATURDAY: { value: 6, description: 'Saturday.' },
    SUNDAY: { value: 7, description: 'Sunday.' },
  } as const,
})

export const TeamAssignmentRef = builder.enumType('TeamAssignment', {
  description: 'How the unassigned tickets of a team are assigned.',
  values: {
    MANUAL: { value: 'manual', description: 'By people.' },
    ROUND_ROBIN: {
      value: 'round_robin',
      description: 'Automatically, in turn, to its available members: online, at work and below their limit.',
    },
  } as const,
})

const AvailabilityState = builder.enumType('AvailabilityState', {
  description: 'Whether a staff member is available for tickets.',
  values: {
    AVAILABLE: { value: 'available', description: 'They are online and at work.' },
    AWAY: { value: 'away', description: 'They are at work, but not online.' },
    OFF: { value: 'off', description: 'They are outside their working hours or on time off.' },
  } as const,
})

const WorkingInterval = builder.objectRef<Work['hours'][number]>('WorkingInterval').implement({
  description: 'An interval of a working week, in the person’s time zone.',
  fields: (t) => ({
    weekday: t.field({ type: Weekday, description: 'The day.', resolve: ({ weekday }) => weekday as never }),
    from: t.exposeString('from', { description: 'The local time at which it starts: “09:00”.' }),
    until: t.exposeString('until', { description: 'The local time at which it ends: “17:30”, at the latest “24:00”.' }),
  }),
})

const WorkingHours = builder.objectRef<Work>('WorkingHours').implement({
  description: 'When a staff member works.',
  fields: (t) => ({
    timeZone: t.exposeString('timeZone', { description: 'The IANA name of the time zone of the hours.' }),
    intervals: t.field({
      type: [WorkingInterval],
      description: 'From Monday on. None: at all times.',
      resolve: ({ hours }) => hours,
    }),
  }),
})

const TimeOffRef = builder.objectRef<TimeOff>('TimeOff').implement({
  description: 'A time in which a staff member does not work.',
  fields: (t) => ({
    id: t.id({ description: 'Global id.', resolve: ({ id }) => globalId('TimeOff', id) }),
    from: t.expose('from', { type: 'DateTime', description: 'When it starts.' }),
    until: t.expose('until', { type: 'DateTime', description: 'When it ends.' }),
  }),
})

const Availability = builder.objectRef<Work>('Availability').implement({
  description: 'Whether a staff member is available now, and how much they have to do.',
  fields: (t) => ({
    state: t.field({
      type: AvailabilityState,
      description: 'Whether they are available.',
      resolve: ({ userId, isWorking }, _args, { services }) =>
        isWorking ? (services.presence.isOnline(userId) ? 'available' : 'away') : 'off',
    }),
    until: t.expose('worksAgainAt', {
      type: 'DateTime',
      nullable: true,
      description: 'With OFF: when they work again; null if not within a year.',
    }),
    isAway: t.boolean({
      description: 'Whether they have said that they are away, which is OFF as well.',
      resolve: ({ away }) => away !== null,
    }),
    awayUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when they have said to be away; null until they are back.',
      resolve: ({ away }) => (away?.until == null ? null : new Date(away.until)),
    }),
    awayNote: t.string({
      nullable: true,
      description: 'What they tell their colleagues about it.',
      resolve: ({ away }) => away?.note ?? null,
    }),
    openTickets: t.exposeInt('openTickets', { description: 'The number of their open and in-progress tickets.' }),
    loadLimit: t.exposeInt('loadLimit', {
      nullable: true,
      description: 'With so many open tickets they are given no more automatically. Null: no limit.',
    }),
  }),
})

const forStaff = <T>({ identity }: Context, value: T): T | null =>
  identity !== null && isStaffRole(identity.role) ? value : null

async function workOf(ids: string[]): Promise<(Work | null)[]> {
  const found = new Map((await readWork(ids)).map((work) => [work.userId, work]))
  return ids.map((id) => found.get(id) ?? null)
}

// `t.loadableList` would read for viewers who are not staff, too.
const timesOff = createContextCache(
  (_context: Context) =>
    new DataLoader(async (ids: readonly string[]) => {
      const found = await readTimeOff(ids)
      return ids.map((id) => found.filter(({ userId }) => userId === id))
    }),
)

builder.prismaObjectFields(User, (t) => ({
  availability: t.loadable({
    type: Availability,
    nullable: true,
    description: 'For staff: whether this staff member is available.',
    load: (ids: string[]) => workOf(ids) as Promise<never[]>,
    resolve: ({ id }, _args, context) => forStaff(context, id),
  }),
  workingHours: t.loadable({
    type: WorkingHours,
    nullable: true,
    description: 'For staff: when this staff member works.',
    load: (ids: string[]) => workOf(ids) as Promise<never[]>,
    resolve: ({ id }, _args, context) => forStaff(context, id),
  }),
  timeOff: t.field({
    type: [TimeOffRef],
    nullable: true,
    description: 'For staff: when this staff member does not work, as far as it is not over, soonest first.',
    resolve: ({ id }, _args, context) => (forStaff(context, id) === null ? null : timesOff(context).load(id)),
  }),
}))

builder.objectField(Team, 'assignment', (t) =>
  t.loadable({
    type: TeamAssignmentRef,
    description: 'How its unassigned tickets are assigned.',
    load: async (names: string[]) => {
      const found = new Map((await readAssignment(names)).map(({ name, assignment }) => [name, assignment]))
      return names.map((name) => found.get(name) ?? 'manual')
    },
    resolve: ({ name }) => name,
  }),
)
