import { mutate } from './mutate.ts'
import { type Actor, gid, type TestApp } from './testApp.ts'

const LIST = `{ notifications { unreadCount edges { node { id kind text count readAt ticket { number } actor { name } messageId } } } }`

/** A person's notifications, newest first, and how many are unread. */
export async function listed(app: TestApp, who: Actor): Promise<{ unreadCount: number; all: any[] }> {
  const { data, errors } = await app.gql(who, LIST)
  if (errors) throw new Error(JSON.stringify(errors))
  const { unreadCount, edges } = data.notifications
  return { unreadCount, all: edges.map(({ node }: any) => node) }
}

/** The texts of a person's unread notifications, newest first. */
export async function unreadTexts(app: TestApp, who: Actor): Promise<string[]> {
  return (await listed(app, who)).all.filter(({ readAt }) => !readAt).map(({ text }) => text)
}

/** Runs a mutation that must succeed. */
export async function change(app: TestApp, who: Actor, field: string, input: object): Promise<void> {
  const { errors } = await mutate(app, who, field, input)
  if (errors.length > 0) throw new Error(JSON.stringify(errors))
}

/** Assigns a ticket to a person. */
export const assignTo = (app: TestApp, who: Actor, by: Actor, ticketId: string) =>
  change(app, by, 'assign', { ticketId, agentId: gid('User', who.id) })

/** Marks notifications as read: these, or (null) all. */
export const markRead = (app: TestApp, who: Actor, ids: string[] | null) =>
  change(app, who, 'markNotificationsRead', { ids })
