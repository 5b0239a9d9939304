import { moveRetiredTickets } from '../src/teams/moveRetiredTickets.ts'
import { openPools } from '../src/platform/database/pools.ts'
import { silentLog } from '../src/platform/log.ts'
import { type Actor, gid, openTicket, testApp, uuidIn } from './testApp.ts'

const TEAM = 'team { name title isRetired }'

/** A desk with four teams, whose jobs run when they are called. */
export async function teamDesk() {
  const app = await testApp({ jobs: false })
  const pools = openPools(app.database.roleUrls, silentLog)
  const [buyer, sofia, daniel, ruth, noor] = [
    await app.actor('buyer', 'Mira'),
    await app.actor('agent', 'Sofia'),
    await app.actor('agent', 'Daniel'),
    await app.actor('admin', 'Ruth'),
    await app.actor('admin', 'Noor'),
  ]
  /** What a mutation answers. */
  const send = async (who: Actor, field: string, input: object, selection = '') => {
    const type = `${field[0]!.toUpperCase()}${field.slice(1)}Input!`
    const text = `mutation ($input: ${type}) { ${field}(input: $input) { ${selection} errors { code path } } }`
    const { data, errors } = await app.gql(who, text, { input })
    if (errors) throw new Error(JSON.stringify(errors))
    return data[field]
  }
  /** The same, and it is not refused. */
  const change = async (who: Actor, field: string, input: object, selection = '') => {
    const answer = await send(who, field, input, selection)
    if (answer.errors.length > 0) throw new Error(JSON.stringify(answer.errors))
    return answer
  }
  const done = async (field: string, input: object) => (await change(ruth, field, input, TEAM)).team
  const ticketIn = async (team: string, agent?: Actor) => {
    const { id } = await openTicket(app, buyer)
    const to = { ...(team !== 'Customer Service' && { team }), ...(agent && { agentId: gid('User', agent.id) }) }
    if (Object.keys(to).length > 0) await change(sofia, 'assign', { ticketId: id, ...to })
    return id
  }
  const teams = async (who: Actor, fields: string): Promise<Record<string, any>[]> =>
    (await app.gql(who, `{ teams { name ${fields} } }`)).data.teams
  return {
    app,
    pools,
    people: { buyer, sofia, daniel, ruth, noor },
    send,
    change,
    done,
    /** The code and the field of a refusal. */
    refused: async (who: Actor, field: string, input: object) => {
      const { code, path } = (await send(who, field, input)).errors[0] ?? {}
      return [code, path?.at(-1)]
    },
    rename: (team: string, title: string) => done('renameTeam', { team, title }),
    retire: (team = 'Billing', into = 'Returns') => done('retireTeam', { team, into }),
    titles: async (who: Actor) =>
      Object.fromEntries((await teams(who, 'title')).map(({ name, title }) => [name, title])),
    /** The numbers of people and open tickets of each team. */
    counts: async (who: Actor) =>
      Object.fromEntries(
        (await teams(who, 'memberCount openTicketCount')).map((team) => [
          team['name'],
          [team['memberCount'], team['openTicketCount']],
        ]),
      ),
    /** A new ticket in a team. */
    ticketIn,
    endedIn: async (team: string) => {
      const id = await ticketIn(team)
      await change(sofia, 'setStatus', { ticketId: id, status: 'RESOLVED' })
      return id
    },
    teamOf: async (id: string) =>
      (await app.sql<{ team: string }>('select team from support_tickets where id = $1', [uuidIn(id)]))[0]!.team,
    /** The jobs that would move tickets. */
    jobs: () => app.sql(`select 1 as n from graphile_worker.jobs where task_identifier = 'move_retired_tickets'`),
    move: () => moveRetiredTickets(pools),
    /** As it was at first, with every ticket closed. */
    reset: async () => {
      await app.sql(`update support_tickets set team = 'Customer Service', status = 'closed', assignee_id = null`)
      await app.sql(
        `update users set team = null; delete from macros; delete from batch_jobs; delete from notifications`,
      )
      await app.sql(`update desk_settings set dispute_team = null, privacy = 'open'`)
      await app.sql(`delete from teams where name <> 'Customer Service'; delete from graphile_worker._private_jobs`)
      await app.sql(`insert into teams (name) values ('Billing'), ('Returns'), ('Parcels')`)
    },
    close: async () => {
      await pools.close()
      await app.close()
    },
  }
}
