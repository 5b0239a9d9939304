import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { testApp } from '../testApp.ts'
import { type Cell, fits, inParallel, operations, outcomeOf, withFields } from './cells.ts'
import { checksum } from './checksum.ts'
import { nudging } from './nudges.ts'
import { OPERATIONS } from './operations.ts'
import { expectedFor, type Outcome } from './outcomes.ts'
import { ROUTES } from './routes.ts'
import { FIELD_RULES } from './rules.ts'
import {
  addressShop,
  AFTER,
  BEFORE,
  mentionShop,
  type ShopRelation,
  shopVariables,
  type ShopWorld,
} from './shopWorld.ts'
import { type Ask, overHttp, overSockets, type Result } from './transports.ts'
import { buildWorld, type World } from './world.ts'

/**
 * The matrix for the people of a shop. A ticket that only mentions their shop does not exist for them, and neither does any for who was
 * removed; in one that was written to it they are like other people who joined, except for what SHOP_SIDE lists.
 */
const SHOP_SIDE: Record<string, Outcome> = {
  // Only the requester's side is notified of it.
  ...Object.fromEntries(
    ['id', 'seq', 'at', 'actor', 'audience', 'reason', 'expiresAt'].map((field) => [
      `EmergencyAccessEntry.${field}`,
      'hidden',
    ]),
  ),
  // They take part by their shop: they did not join, and were not invited.
  'Mutation.leaveTicket': 'FORBIDDEN',
  'Mutation.respondToSession': 'FORBIDDEN',
  // It was written to them; nobody of theirs is named.
  'Mutation.updateTags': 'value',
  'Mutation.assignInShop': 'VALIDATION',
}

/** The variables that name the ticket or what belongs to it: only operations with one of them are asked. */
const OF_THE_TICKET =
  /\$(ticket|number|message|attachment|request|requester|session|spareSession|hosted|share|spare|leaving|spareMessage|spareRequest|scheduled\w*)\b/

let world: World
let shop: ShopWorld
let sockets: ReturnType<typeof overSockets>
let asks: { http: Ask; socket: Ask }
beforeAll(async () => {
  world = await buildWorld(await testApp({ jobs: false }))
  shop = await mentionShop(world)
  sockets = overSockets(world.app)
  asks = { http: nudging(overHttp(world.app), world.app), socket: nudging(sockets.ask, world.app) }
})
afterAll(async () => {
  await sockets.close()
  await world.app.close()
})

const actorOf = (who: string) => shop.people[who as ShopRelation]

/** The relations before the ticket is written to the shop, and after. */
const STAGES = [
  ['that mentions the shop', BEFORE, () => Promise.resolve()],
  ['that was written to the shop', AFTER, () => addressShop(world, shop)],
] as const

describe.each(STAGES)('a ticket %s', (_name, relations, prepare) => {
  beforeAll(prepare)

  test.each(['http', 'socket'] as const)(
    'shows each field of each type to those who may see it, over %s',
    async (by) => {
      const cells = Object.entries(ROUTES).flatMap(([of, routes]) =>
        routes
          .filter(({ operation }) => OF_THE_TICKET.test(operation) && !operation.startsWith('mutation'))
          .flatMap((route) =>
            FIELD_RULES.filter(({ type }) => type === of).flatMap((rule) =>
              relations.map((who) => ({ ...rule, rule: ruleFor(rule, who), route, who })),
            ),
          ),
      )
      expect(cells.length).toBeGreaterThan(500)
      expect((await inParallel(operations(cells), (fields) => faults(asks[by], fields))).flat()).toEqual([])
    },
  )

  test.each(['http', 'socket'] as const)('is asked and changed by those who may, over %s', async (by) => {
    const wrong: string[] = []
    for (const rule of FIELD_RULES.filter(({ type }) => /Query|Mutation|Subscription/.test(type))) {
      const operation = OPERATIONS[rule.field]!
      if (!OF_THE_TICKET.test(operation)) continue
      for (const who of relations) {
        const expected = expectedFor(ruleFor(rule, who), who)
        const denied = rule.type === 'Mutation' && expected !== 'value'
        const before = denied ? await checksum(world.app) : ''
        const result = await asks[by](actorOf(who), operation, shopVariables(world, shop))
        const got = outcomeOf(result, [rule.field])
        if (!fits(expected, got)) wrong.push(`${rule.field} for ${who}: ${got}, not ${expected}`)
        if (denied && (await checksum(world.app)) !== before)
          wrong.push(`${rule.field} by ${who} was refused, but wrote`)
        if (leaks(result)) wrong.push(`${rule.field} tells ${who} too much`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('is listed, counted and found by those who may see it', async () => {
    const query = `{ tickets(first: 100) { totalCount edges { node { id } } } ticketCounts { total }
      search(query: "light") { edges { node { ticket { id } } } } }`
    for (const who of relations) {
      const { data } = await asks.http(actorOf(who), query, {})
      const ids = seen(who) ? [world.tickets.buyer.id] : []
      expect([who, data.tickets.edges.map(({ node }: any) => node.id), data.tickets.totalCount]).toEqual([
        who,
        ids,
        ids.length,
      ])
      expect([who, data.ticketCounts.total]).toEqual([who, ids.length])
      expect([who, [...new Set(data.search.edges.map(({ node }: any) => node.ticket.id))]]).toEqual([who, ids])
    }
  })
})

test('what was written to one side is a message to that side and staff, and nothing to the other', async () => {
  const query = 'query ($id: ID!) { node(id: $id) { ... on Message { body } } }'
  const viewers = { ...shop.people, ...world.people }
  for (const [audience, id] of Object.entries(shop.messages))
    for (const [who, actor] of Object.entries(viewers)) {
      if (who === 'shop-mentioned') continue
      const buyers = ['buyer owner', 'buyer joined', 'seller joined']
      const readers = audience === 'SHOP' ? ['shop-addressed', 'shop-member'] : buyers
      const reads = readers.includes(who) || /agent|admin/.test(who)
      const { data } = await asks.http(actor, query, { id })
      expect([who, audience, data.node?.body ?? null]).toEqual([who, audience, reads ? `ONLY ${audience}` : null])
    }
})

/** Whether the ticket exists for them. */
const seen = (who: ShopRelation): boolean => who === 'shop-addressed' || who === 'shop-member'

/** The rule of a field for a person of the shop. */
function ruleFor({ type, field, rule }: Pick<Cell, 'type' | 'field' | 'rule'>, who: ShopRelation) {
  const like = expectedFor(rule, seen(who) ? 'seller joined' : 'seller stranger')
  const outcome = (seen(who) && SHOP_SIDE[`${type}.${field}`]) || like
  return { ...rule, [who]: outcome }
}

async function faults(ask: Ask, fields: Cell[]): Promise<string[]> {
  const { route, who } = fields[0]!
  const result = await ask(actorOf(who), withFields(route, fields), shopVariables(world, shop))
  const found = fields.flatMap(({ type, field, rule }) => {
    const expected = expectedFor(rule, who)
    const got = outcomeOf(result, [...route.path.split('.').filter(Boolean), field])
    if (leaks(result)) return `${type}.${field} tells ${who} too much: ${JSON.stringify(result)}`
    return fits(expected, got) ? [] : `${type}.${field} for ${who} by ${route.path}: ${got}, not ${expected}`
  })
  // If several fields are in one operation, an error may belong to any of them: each is then queried separately.
  if (fields.length === 1 || (found.length === 0 && !result.errors)) return found
  return (await inParallel(fields, (cell) => faults(ask, [cell]))).flat()
}

/** Whether a response contains a note, or what the requester wrote to staff alone. */
const leaks = (result: Result): boolean => /SECRET NOTE|ONLY REQUESTER/.test(JSON.stringify(result))
