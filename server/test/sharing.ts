import { type Actor, gid, type TestApp, uuidIn } from './testApp.ts'

const SHARE = '{ id endedAt sharer { name } ticket { id } }'
const START = `mutation ($input: StartScreenShareInput!) { startScreenShare(input: $input) { screenShare ${SHARE} errors { code } } }`
const END = `mutation ($input: ScreenShareIdInput!) { endScreenShare(input: $input) { screenShare ${SHARE} errors { code } } }`
const SAY = 'mutation ($input: ScreenShareSignalInput!) { sendScreenShareSignal(input: $input) { ok errors { code } } }'
/** The signals of a share. */
export const HEAR = 'subscription ($id: ID!) { screenShareSignal(screenShareId: $id) { id signal from { name } } }'
/** Shares that start and end. */
export const CHANGED = `subscription { screenShareChanged ${SHARE} }`

/** Starts a share of this ticket. */
export const start = async (app: TestApp, actor: Actor, ticketId: string) =>
  (await app.gql(actor, START, { input: { ticketId } })).data.startScreenShare
/** Ends it. */
export const end = async (app: TestApp, actor: Actor, screenShareId: string) =>
  (await app.gql(actor, END, { input: { screenShareId } })).data.endScreenShare
/** Sends a signal. */
export const say = async (app: TestApp, actor: Actor, screenShareId: string, to: Actor, signal: string) =>
  (await app.gql(actor, SAY, { input: { screenShareId, toUserId: gid('User', to.id), signal } })).data
    .sendScreenShareSignal
/** The ids of the shares that a person sees. */
export const running = async (app: TestApp, actor: Actor): Promise<string[]> =>
  (await app.gql(actor, '{ activeScreenShares { id } }')).data.activeScreenShares.map(({ id }: { id: string }) => id)
/** The entries of a ticket's history about shares. */
export const kinds = async (app: TestApp, actor: Actor, ticketId: string) => {
  const { data } = await app.gql(
    actor,
    `query ($id: ID!) { ticket(id: $id) { timeline(last: 9) { edges { node { actor { name } ... on ScreenShareEntry { started } } } } } }`,
    { id: ticketId },
  )
  return data.ticket.timeline.edges.map(({ node }: any) => node).filter(({ started }: any) => started !== undefined)
}

/** Whether all of these were renewed within this many seconds. */
export async function seenWithin(app: TestApp, seconds: number, ids: string[]): Promise<boolean> {
  const rows = await app.sql<{ n: number }>(
    `select count(*)::int as n from screen_shares where id = any ($1::uuid[]) and seen_at > started_at + interval '100 milliseconds'
       and seen_at > now() - make_interval(secs => $2)`,
    [ids.map(uuidIn), seconds],
  )
  return rows[0]!.n === ids.length
}
