import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { parse } from 'graphql'
import { eventually } from '../../test/eventually.ts'
import { MANIFEST } from '../../test/documents.ts'
import { mutate } from '../../test/mutate.ts'
import { shopWithPeople, writeToShop } from '../../test/shops.ts'
import { settled, subscribe, wsClient } from '../../test/subscribe.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp } from '../../test/testApp.ts'
import { ROOT } from '../env.ts'
import { isPerViewer } from '../live/perViewer.ts'
import { liveExecutionsTotal } from '../platform/metrics.ts'
import { schema } from '../schema.ts'

const SUBSCRIPTIONS = Object.values(MANIFEST).filter((text) => text.startsWith('subscription'))
const nameOf = (text: string): string => /^subscription (\w+)/.exec(text)![1]!
const documentOf = (name: string): string => SUBSCRIPTIONS.find((text) => nameOf(text) === name)!

/** What the client sends for staff. */
const AS_STAFF = { withPermissions: false }

/** Changes that are rare, and of which each person gets only few. */
const RARE = ['MacroChanged', 'PersonChanged', 'ScheduledMessageChanged']

let app: TestApp
let buyer: Actor
let agents: Actor[]
beforeAll(async () => {
  app = await testApp({ jobs: false })
  ;[buyer, ...agents] = await Promise.all([
    app.actor('buyer'),
    app.actor('agent', 'Ada'),
    app.actor('agent', 'Noor'),
    app.actor('admin', 'Ines'),
  ])
})
afterAll(() => app.close())

const executions = async (): Promise<{ shared: number; individual: number }> => {
  const { values } = await liveExecutionsTotal.get()
  const of = (kind: string) => values.find(({ labels }) => labels['kind'] === kind)?.value ?? 0
  return { shared: of('shared'), individual: of('individual') }
}

describe('the subscriptions of the client', () => {
  it.each(SUBSCRIPTIONS.map((text) => [nameOf(text), text]))('%s can be shared by staff', (name, text) => {
    expect(isPerViewer(schema, parse(text), AS_STAFF)).toBe(RARE.includes(name))
  })

  it.each(['InboxEvents', 'TicketEvents'])('%s could not if it selected a star', (name) => {
    const starred = documentOf(name).replace(/fragment (SharedTicketRow|LiveTicket) on Ticket \{/, '$& isStarred')
    expect(isPerViewer(schema, parse(starred), AS_STAFF)).toBe(true)
  })

  it.each(['InboxEvents', 'TicketEvents'])('%s brings the permissions of those who are not staff', (name) => {
    expect(isPerViewer(schema, parse(documentOf(name)), { withPermissions: true })).toBe(true)
  })
})

/** Follows a document of the client as these people; ends when all do. */
async function follow(actors: Actor[], name: string, variables: object, change = (text: string) => text) {
  await settled(app)
  const clients = actors.map((actor) => wsClient(app, actor))
  const feeds = clients.map((client) => subscribe(client, change(documentOf(name)), { ...AS_STAFF, ...variables }))
  await eventually(
    'all follow',
    () => app.app.stats().members,
    (members) => members === actors.length,
  )
  const stop = async () => {
    for (const client of clients) await client.dispose()
  }
  return { feeds, stop }
}

describe.each(['InboxEvents', 'TicketEvents'])('%s of three staff', (name) => {
  const follower = async (change?: (text: string) => string) => {
    const ticket = await openTicket(app, buyer)
    const { feeds, stop } = await follow(agents, name, { ticketId: ticket.id }, change)
    const { groups } = app.app.stats()
    const before = await executions()
    await reply(app, buyer, ticket.id, 'It is broken.')
    for (const feed of feeds) await feed.next()
    const after = await executions()
    await stop()
    return { groups, shared: after.shared - before.shared, individual: after.individual - before.individual }
  }

  it('is read and executed once for all of them', async () => {
    expect(await follower()).toEqual({ groups: 1, shared: 1, individual: 0 })
  })

  it('is executed for each of them with a star in it', async () => {
    const starred = (text: string) => text.replace(/fragment (SharedTicketRow|LiveTicket) on Ticket \{/, '$& isStarred')
    expect(await follower(starred)).toEqual({ groups: 3, shared: 0, individual: 3 })
  })
})

describe('what staff may do, derived by the client', () => {
  const FACTS = 'status shopTakesPart'
  const DERIVED = 'viewerSide viewerAudiences viewerCanReply viewerCanClose viewerCanTag viewerCanManage viewerCanClaim'
  const derive = async (facts: object): Promise<object> => {
    const file = path.join(ROOT, 'client/src/tickets/viewerFields.ts')
    return (await import(pathToFileURL(file).href)).staffPermissions(facts)
  }
  const STATUSES = ['OPEN', 'IN_PROGRESS', 'RESOLVED', 'CLOSED']

  it.each(STATUSES.flatMap((status) => ['staff', 'a shop'].map((to) => [status, to])))(
    'is what the server says of a ticket %s that was written to %s',
    async (status, to) => {
      const { id } =
        to === 'staff' ? await openTicket(app, buyer) : await writeToShop(app, buyer, (await shopWithPeople(app)).id)
      const { errors } = await mutate(app, agents[0]!, 'setStatus', { ticketId: id, status }, 'ticket { id }')
      expect(errors).toEqual([])
      for (const agent of agents) {
        const { data } = await app.gql(agent, `query ($id: ID!) { ticket(id: $id) { ${FACTS} ${DERIVED} } }`, { id })
        const { status: now, shopTakesPart, ...answers } = data.ticket
        expect([now, shopTakesPart]).toEqual([status, to === 'a shop'])
        expect(await derive({ status: now, shopTakesPart })).toEqual(answers)
      }
    },
  )
})

describe('viewerStateChanged', () => {
  const STATE = `subscription { viewerStateChanged { ticketId isStarred viewerReadSeq viewerReadMessageCount } }`
  const TICKET = `query ($id: ID!) { ticket(id: $id) { unreadCount messageCount isStarred viewerReadSeq viewerReadMessageCount readMarkers { userId messageCount } } }`

  it.each(['agent', 'buyer'] as const)(
    'follows the star and the read marker of a person (%s) on every device',
    async (role) => {
      const actor = role === 'agent' ? agents[0]! : buyer
      const other = role === 'agent' ? buyer : agents[0]!
      const { id } = await openTicket(app, buyer)
      await settled(app)
      const clients = [wsClient(app, actor), wsClient(app, other)]
      const [own, others] = clients.map((client) => subscribe(client, STATE))
      await eventually('both follow', () => app.app.stats().members === 2)
      const next = async () => (await own!.next()).data.viewerStateChanged

      await mutate(app, actor, 'star', { ticketId: id, starred: true }, 'ticket { id }')
      expect(await next()).toMatchObject({ ticketId: id, isStarred: true })
      await mutate(app, actor, 'star', { ticketId: id, starred: false }, 'ticket { id }')
      expect(await next()).toMatchObject({ ticketId: id, isStarred: false })
      await reply(app, actor, id, 'Thank you.')
      expect(await next()).toMatchObject({ ticketId: id, viewerReadSeq: 2, viewerReadMessageCount: 2 })
      await reply(app, other, id, 'You are welcome.')
      expect((await others!.until(({ data }) => data.viewerStateChanged.viewerReadSeq === 3)).length).toBe(1)
      await mutate(app, actor, 'markRead', { ticketId: id, seq: 3 }, 'ticket { id }')
      // Nothing in between: the other's marker is the other's, and a message is no change of this feed.
      expect(await next()).toMatchObject({ ticketId: id, viewerReadSeq: 3, viewerReadMessageCount: 3 })
      for (const client of clients) await client.dispose()
    },
  )

  it('and the number of messages give the number of unread ones, for every side', async () => {
    const shop = await shopWithPeople(app)
    const { id } = await writeToShop(app, buyer, shop.id)
    await reply(app, agents[0]!, id, 'For staff.', { audience: 'STAFF' })
    await reply(app, shop.member, id, 'Which lamp?')
    await reply(app, agents[1]!, id, 'Only the shop.', { audience: 'SHOP' })
    for (const actor of [buyer, shop.owner, shop.member, ...agents]) {
      const { data } = await app.gql(actor, TICKET, { id })
      const { unreadCount, messageCount, viewerReadMessageCount, readMarkers } = data.ticket
      expect(unreadCount).toBe(messageCount - viewerReadMessageCount)
      const own = readMarkers.find(({ userId }: { userId: string }) => userId === gid('User', actor.id))
      expect(own?.messageCount ?? 0).toBe(viewerReadMessageCount)
      if (!agents.includes(actor)) expect(readMarkers.length).toBeLessThanOrEqual(1)
    }
    const counts = async (actor: Actor) => (await app.gql(actor, TICKET, { id })).data.ticket.messageCount
    expect(await Promise.all([counts(buyer), counts(shop.member), counts(agents[0]!)])).toEqual([2, 3, 4])
  })
})
