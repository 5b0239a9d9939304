import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { openShop } from '../../test/asking.ts'
import { logViolations } from '../../test/logInvariants.ts'
import { codes, mutate } from '../../test/mutate.ts'
import { listed, unreadTexts } from '../../test/notifications.ts'
import { rate, ratingOf, resolvedTicket, setStatus } from '../../test/ratings.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { statusSql, whileLocked } from '../../test/whileLocked.ts'

let app: TestApp
let mira: Actor, sofia: Actor, ada: Actor
let ticket: { id: string; number: string }
beforeAll(async () => {
  app = await testApp({ jobs: false })
})
afterAll(() => app.close())
beforeEach(async () => {
  const tag = randomUUID().slice(0, 4)
  ;[mira, sofia, ada] = await Promise.all([
    app.actor('buyer', `Mira ${tag}`),
    app.actor('agent', `Sofia ${tag}`),
    app.actor('admin', `Ada ${tag}`),
  ])
  ticket = await resolvedTicket(app, mira, sofia)
})

const entries = async (who: Actor): Promise<any[]> =>
  (
    await app.gql(
      who,
      `query ($id: ID!) { ticket(id: $id) { timeline(last: 50) { edges { node { __typename seq
        ... on RatingEntry { score previousScore isCommented rating { score comment } } } } } } }`,
      { id: ticket.id },
    )
  ).data.ticket.timeline.edges.map(({ node }: any) => node)
const ratingEntries = async (who: Actor) => (await entries(who)).filter(({ __typename: t }) => t === 'RatingEntry')
/** Moves the first rating of the ticket into the past. */
const age = (interval: string) =>
  app.sql(`update ticket_ratings set rated_at = rated_at - $2::interval where ticket_id = $1`, [
    uuidIn(ticket.id),
    interval,
  ])

describe('rating', () => {
  test('the requester rates a resolved ticket with one click, and comments later', async () => {
    expect(await ratingOf(app, mira, ticket.id)).toMatchObject({ viewerCanRate: true, rating: null })
    const first = await rate(app, mira, ticket.id, 4)
    expect(first).toMatchObject({
      errors: [],
      ticket: { viewerCanRate: true, rating: { score: 4, comment: null, isCurrent: true } },
    })
    await rate(app, mira, ticket.id, 4, '  Quick and kind. ')
    expect((await ratingOf(app, mira, ticket.id)).rating).toMatchObject({ score: 4, comment: 'Quick and kind.' })
    await rate(app, mira, ticket.id, 5)
    expect((await ratingOf(app, mira, ticket.id)).rating).toMatchObject({ score: 5, comment: 'Quick and kind.' })
    await rate(app, mira, ticket.id, 5, '')
    expect((await ratingOf(app, mira, ticket.id)).rating).toMatchObject({ score: 5, comment: null })
  })

  test('a closed ticket can be rated; an open one cannot', async () => {
    await setStatus(app, sofia, ticket.id, 'CLOSED')
    expect((await rate(app, mira, ticket.id, 3)).errors).toEqual([])
    const open = await openTicket(app, mira)
    expect(await ratingOf(app, mira, open.id)).toMatchObject({ viewerCanRate: false })
    expect(codes(await rate(app, mira, open.id, 3))).toEqual(['CONFLICT'])
  })

  test.each([0, 6, -1])('the score %i is rejected', async (score) => {
    expect((await rate(app, mira, ticket.id, score)).errors).toMatchObject([
      { code: 'VALIDATION', path: ['input', 'score'] },
    ])
  })

  test('a comment has a limit and must be storable', async () => {
    for (const comment of ['x'.repeat(2_001), 'a\u0000b'])
      expect((await rate(app, mira, ticket.id, 5, comment)).errors).toMatchObject([
        { code: 'VALIDATION', path: ['input', 'comment'] },
      ])
    expect((await rate(app, mira, ticket.id, 5, 'x'.repeat(2_000))).errors).toEqual([])
  })

  test('a rating can be changed for a week, then no longer', async () => {
    await rate(app, mira, ticket.id, 2)
    await age('6 days 23 hours')
    expect((await rate(app, mira, ticket.id, 3)).errors).toEqual([])
    await age('1 hour')
    expect(codes(await rate(app, mira, ticket.id, 5))).toEqual(['CONFLICT'])
    expect(await ratingOf(app, mira, ticket.id)).toMatchObject({ viewerCanRate: false, rating: { score: 3 } })
  })

  test('a ticket that is resolved again can be rated again, and its latest rating is shown', async () => {
    await rate(app, mira, ticket.id, 1)
    await reply(app, mira, ticket.id, 'It is broken again.')
    expect(codes(await rate(app, mira, ticket.id, 5))).toEqual(['CONFLICT'])
    expect(await ratingOf(app, mira, ticket.id)).toMatchObject({
      viewerCanRate: false,
      rating: { score: 1, isCurrent: false },
    })
    await setStatus(app, sofia, ticket.id, 'RESOLVED')
    expect((await ratingOf(app, mira, ticket.id)).rating.isCurrent).toBe(false)
    await rate(app, mira, ticket.id, 5)
    expect((await ratingOf(app, sofia, ticket.id)).rating).toMatchObject({ score: 5, isCurrent: true })
    const rows = await app.sql('select score from ticket_ratings where ticket_id = $1', [uuidIn(ticket.id)])
    expect(rows).toHaveLength(2)
  })
})

describe('who may rate and see', () => {
  test('only the requester rates: neither staff, nor the assignee, nor other participants, nor the shop', async () => {
    const [joined, owner] = await Promise.all([app.actor('buyer', 'Joined'), app.actor('seller', 'Shop owner')])
    const shop = uuidIn(await openShop(app, owner))
    await app.sql('update support_tickets set seller_id = $2 where id = $1', [uuidIn(ticket.id), shop])
    await mutate(app, sofia, 'addParticipant', { ticketId: ticket.id, userId: gid('User', joined.id), fromStart: true })
    for (const [who, code] of [
      [sofia, 'FORBIDDEN'],
      [ada, 'FORBIDDEN'],
      [joined, 'FORBIDDEN'],
      [owner, 'NOT_FOUND'],
    ] as const)
      expect(codes(await rate(app, who, ticket.id, 5))).toEqual([code])

    await rate(app, mira, ticket.id, 2, 'SECRET')
    for (const who of [sofia, ada, mira])
      expect((await ratingOf(app, who, ticket.id)).rating).toMatchObject({ score: 2, comment: 'SECRET' })
    expect(await ratingOf(app, joined, ticket.id)).toMatchObject({ rating: null, viewerCanRate: false })
    expect(await ratingOf(app, owner, ticket.id)).toBeNull()
    expect(await ratingEntries(joined)).toEqual([])
    expect((await listed(app, joined)).all.filter(({ kind }) => kind === 'RATED')).toEqual([])
  })

  test('a requester who has become the assignee cannot rate their own help', async () => {
    await app.sql('update support_tickets set assignee_id = $2 where id = $1', [uuidIn(ticket.id), mira.id])
    expect(codes(await rate(app, mira, ticket.id, 5))).toEqual(['FORBIDDEN'])
    expect(await ratingOf(app, mira, ticket.id)).toMatchObject({ viewerCanRate: false })
  })

  test('a requester who has joined the staff cannot rate', async () => {
    await app.sql(`update users set role = 'agent' where id = $1`, [mira.id])
    expect(codes(await rate(app, { ...mira, token: await app.token(mira) }, ticket.id, 5))).toEqual(['FORBIDDEN'])
  })

  test('staff see the rating in the thread, in a numbering that requesters do not notice', async () => {
    const before = await entries(mira)
    await rate(app, mira, ticket.id, 2)
    await rate(app, mira, ticket.id, 4, 'Better now.')
    expect(await ratingEntries(sofia)).toMatchObject([
      { score: 2, previousScore: null, isCommented: false, rating: { score: 4 } },
      { score: 4, previousScore: 2, isCommented: true, rating: { score: 4, comment: 'Better now.' } },
    ])
    expect(await entries(mira)).toEqual(before)
  })

  test('the assignee is notified, once for several changes; the requester is not', async () => {
    await rate(app, mira, ticket.id, 2)
    await rate(app, mira, ticket.id, 4)
    const texts = (await unreadTexts(app, sofia)).filter((text) => text.includes('rated'))
    expect(texts).toEqual([expect.stringMatching(new RegExp(`rated ${ticket.number}: 4 of 5$`))])
    expect((await unreadTexts(app, mira)).filter((text) => text.includes('rated'))).toEqual([])
  })

  test('deleting the conversation deletes the comment', async () => {
    await rate(app, mira, ticket.id, 1, 'SECRET')
    await mutate(app, ada, 'deleteConversation', { ticketId: ticket.id })
    expect((await ratingOf(app, sofia, ticket.id)).rating).toMatchObject({ score: 1, comment: null })
    expect(
      await app.sql(`select from ticket_ratings where comment = 'SECRET' and ticket_id = $1`, [uuidIn(ticket.id)]),
    ).toEqual([])
  })
})

describe('races', () => {
  const hold = () => `select from support_tickets where id = '${uuidIn(ticket.id)}' for no key update`

  test('two tabs that rate at once leave one rating, and a history that agrees with it', async () => {
    const both = await whileLocked(app, hold(), () =>
      Promise.all([rate(app, mira, ticket.id, 2), rate(app, mira, ticket.id, 5)]),
    )
    expect(both.map(codes)).toEqual([[], []])
    const { rating } = await ratingOf(app, mira, ticket.id)
    const [first, second] = await ratingEntries(sofia)
    expect(first.previousScore).toBeNull()
    expect([second.previousScore, second.score]).toEqual([first.score, rating.score])
    const violations = await logViolations({ query: async (text: string) => ({ rows: await app.sql(text) }) } as never)
    expect(violations.filter((text) => text.includes(uuidIn(ticket.id)))).toEqual([])
  })

  test('the same rating twice at once is one event', async () => {
    await whileLocked(app, hold(), () => Promise.all([rate(app, mira, ticket.id, 4), rate(app, mira, ticket.id, 4)]))
    expect(await ratingEntries(sofia)).toHaveLength(1)
  })

  test('a ticket that is being reopened is not rated', async () => {
    const late = await whileLocked(app, statusSql(uuidIn(ticket.id), 'resolved', 'open'), () =>
      rate(app, mira, ticket.id, 5),
    )
    expect(codes(late)).toEqual(['CONFLICT'])
    expect(await app.sql('select from ticket_ratings where ticket_id = $1', [uuidIn(ticket.id)])).toEqual([])
  })
})
