import { type Actor, type TestApp, uuidIn } from './testApp.ts'

const SESSION = `session { id startsAt endsAt timeZone provider joinUrl hasMeetingLink meetingState meetingProblem cancelledAt outcome outcomeNote
  icsUrl host { name } responses { user { id name } response proposedStartsAt } }
  warnings { kind person { name } startsAt } errors { code message path }`

/** The payload of mutations of sessions. */
export interface SessionAnswer {
  session: any
  warnings: any[]
  errors: { code: string; message: string; path: string[] | null }[]
}

/** Runs a mutation of sessions as a person. */
export async function changeSession(
  app: Pick<TestApp, 'gql'>,
  actor: Actor,
  mutation: string,
  input: object,
): Promise<SessionAnswer> {
  const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`
  const text = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${SESSION} } }`
  const { data, errors } = await app.gql(actor, text, { input })
  if (errors) throw new Error(JSON.stringify(errors))
  return data[mutation]
}

const HOUR_MS = 3_600_000

/** A time this many hours from now, on a whole second. */
export const inHours = (hours: number): string =>
  new Date(Math.floor(Date.now() / 1_000) * 1_000 + hours * HOUR_MS).toISOString()

/** The ids of the people to whom a reminder about a session in this ticket is about to be mailed. */
export async function mailedReminders(app: TestApp, ticketId: string): Promise<string[]> {
  const rows = await app.sql<{ id: string }>(
    `select n.user_id as id from notification_deliveries d join notifications n on n.id = d.notification_id
     where n.kind = 'session_reminder' and n.ticket_id = $1 and d.channel = 'email' and d.status = 'pending'
       and exists (select from graphile_worker._private_jobs j where j.key like 'deliver:email:' || n.user_id || ':%')`,
    [uuidIn(ticketId)],
  )
  return rows.map(({ id }) => id).toSorted()
}
