import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { change } from '../../test/change.ts'
import { logViolations } from '../../test/logInvariants.ts'
import { type Actor, gid, openTicket, reply, type TestApp, testApp, uuidIn } from '../../test/testApp.ts'
import { send, upload } from '../../test/uploads.ts'
import { subscribe, wsClient } from '../../test/subscribe.ts'
import { whileLocked } from '../../test/whileLocked.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import { statement } from '../platform/database/statement.ts'
import { openPools, type Pools } from '../platform/database/pools.ts'
import { silentLog } from '../platform/log.ts'
import { applyRules } from './applyRules.ts'
import { MATCHING } from './matching.ts'

let app: TestApp
let pools: Pools
let admin: Actor, agent: Actor, buyer: Actor
beforeAll(async () => {
  app = await testApp({ jobs: false })
  pools = openPools(app.database.roleUrls, silentLog)
  ;[admin, agent, buyer] = [await app.actor('admin'), await app.actor('agent'), await app.actor('buyer')]
})
afterAll(async () => {
  await pools.close()
  await app.close()
})

/** A ticket whose messages are 100 days old; closed unless stated. */
async function old(subject: string, status = 'closed'): Promise<string> {
  const { id } = await openTicket(app, buyer, subject, `Text of ${subject}`)
  const file = await upload(app, buyer, Buffer.from('bytes'), { filename: 'file.txt' })
  await send(app, buyer, id, [file.attachmentId])
  await reply(app, agent, id, 'An answer')
  if (status !== 'open') await change(app, agent, 'setStatus', { ticketId: id, status: status.toUpperCase() })
  const uuid = uuidIn(id)
  await app.sql(
    `insert into ticket_ratings (ticket_id, resolved_at, requester_id, score, comment, rated_at, updated_at)
     select $1, at, $2, 2, 'Slow.', at, at from (values (now() - interval '100 days')) v (at)`,
    [uuid, buyer.id],
  )
  await app.sql(`update ticket_messages set created_at = created_at - interval '100 days' where ticket_id = $1`, [uuid])
  await app.sql(`update ticket_events set at = at - interval '100 days' where ticket_id = $1`, [uuid])
  await app.sql(
    `update support_tickets set created_at = created_at - interval '100 days', resolved_at = resolved_at - interval '100 days',
      updated_at = updated_at - interval '100 days', public_updated_at = public_updated_at - interval '100 days',
      waiting_since = waiting_since - interval '100 days' where id = $1`,
    [uuid],
  )
  return uuid
}

const RULE = 'rule { id kind statuses days enabled wouldRemove heldTickets removed lastRunAt } errors { code path }'
const save = async (who: Actor, input: object) =>
  (
    await app.gql(who, `mutation ($input: SaveRetentionRuleInput!) { saveRetentionRule(input: $input) { ${RULE} } }`, {
      input,
    })
  ).data.saveRetentionRule
const turn = async (ruleId: string, enabled: boolean) =>
  (
    await app.gql(
      admin,
      `mutation ($input: EnableRetentionRuleInput!) { enableRetentionRule(input: $input) { ${RULE} } }`,
      { input: { ruleId, enabled } },
    )
  ).data.enableRetentionRule
const rules = async (who: Actor) =>
  (await app.gql(who, `{ retentionRules { id removed enabled } }`)).data.retentionRules
/** Saves a rule, turns it on, applies all, and deletes it. Returns the dry run and what was removed. */
async function applied(input: object): Promise<{ dry: any; removed: number }> {
  const { rule } = await save(admin, input)
  await turn(rule.id, true)
  await applyRules(pools)
  const removed = (await rules(admin)).find(({ id }: any) => id === rule.id).removed
  await app.gql(admin, `mutation ($id: ID!) { deleteRetentionRule(input: { ruleId: $id }) { errors { code } } }`, {
    id: rule.id,
  })
  return { dry: rule, removed }
}
const bodies = async (ticket: string) =>
  (
    await app.sql<{ body: string | null }>(
      'select body from ticket_messages where ticket_id = $1 order by created_at, id',
      [ticket],
    )
  ).map(({ body }) => body)
const comments = async (ticket: string) =>
  (await app.sql<any>('select score, comment from ticket_ratings where ticket_id = $1', [ticket])).map(
    ({ score, comment }) => `${score} ${comment}`,
  )
const violations = () => logViolations({ query: (text: string) => app.sql(text).then((rows) => ({ rows })) } as never)

test('only admins see and change rules, within limits; a rule is off until it is turned on', async () => {
  const closed = await old('Untouched')
  expect((await save(agent, { kind: 'MESSAGES', days: 30 })).errors).toMatchObject([{ code: 'FORBIDDEN' }])
  expect(await rules(agent)).toBeNull()
  for (const days of [0, 36_501])
    expect((await save(admin, { kind: 'MESSAGES', days })).errors).toMatchObject([{ code: 'VALIDATION' }])
  const { rule } = await save(admin, { kind: 'MESSAGES', days: 90, statuses: ['CLOSED'] })
  expect(rule).toMatchObject({ enabled: false, wouldRemove: 4, removed: 0, lastRunAt: null })
  await applyRules(pools)
  expect(await bodies(closed)).toHaveLength(3)
  expect(await bodies(closed)).not.toContain(null)
  // Turned on and changed: off again, with a new dry run.
  expect((await turn(rule.id, true)).rule.enabled).toBe(true)
  expect((await save(admin, { ruleId: rule.id, kind: 'MESSAGES', days: 200 })).rule).toMatchObject({
    enabled: false,
    wouldRemove: 0,
    statuses: [],
  })
  await app.gql(admin, `mutation ($id: ID!) { deleteRetentionRule(input: { ruleId: $id }) { errors { code } } }`, {
    id: rule.id,
  })
  await app.sql('delete from support_tickets where id = $1', [closed])
})

test.each([
  // Three messages and the comment of a rating.
  ['MESSAGES', 4],
  ['FILES', 1],
  ['TICKETS', 1],
])('%s: removes what the dry run said, of old tickets with the status that are not held', async (kind, count) => {
  const [due, held, open] = [await old(`Due ${kind}`), await old(`Held ${kind}`), await old(`Open ${kind}`, 'open')]
  const young = uuidIn((await openTicket(app, buyer, `Young ${kind}`)).id)
  await change(app, admin, 'setLegalHold', { ticketId: gid('Ticket', held) })
  const order = () =>
    app.sql('select id, updated_at from support_tickets where id = any ($1) order by updated_at, id', [
      [due, held, open, young],
    ])
  const before = await order()
  const { dry, removed } = await applied({ kind, days: 90, statuses: ['CLOSED'] })
  expect([dry.wouldRemove, dry.heldTickets, removed]).toEqual([count, 1, count])
  for (const ticket of [held, open, young]) expect(await bodies(ticket)).not.toContain(null)
  const files = await app.sql<{ state: string }>(
    `select state from attachments a join ticket_messages m on m.id = a.message_id where m.ticket_id = $1`,
    [due],
  )
  for (const ticket of [held, open]) expect(await comments(ticket)).toEqual(['2 Slow.'])
  if (kind === 'MESSAGES') expect(await bodies(due)).toEqual([null, null, null])
  if (kind !== 'TICKETS') expect(await comments(due)).toEqual([kind === 'MESSAGES' ? '2 null' : '2 Slow.'])
  if (kind === 'FILES') expect(await bodies(due)).not.toContain(null)
  if (kind === 'TICKETS') expect(await app.sql('select from support_tickets where id = $1', [due])).toEqual([])
  else {
    expect(files).toEqual([{ state: 'pending_deletion' }])
    // Removal is no activity.
    expect(await order()).toEqual(before)
  }
  expect(await violations()).toEqual([])
  await app.sql('delete from legal_holds; delete from support_tickets where true')
})

test('notifications and audit entries', async () => {
  await old('Notified')
  await app.sql(`update notifications set created_at = created_at - interval '100 days'`)
  const [{ n }] = (await app.sql<{ n: number }>('select count(*)::int as n from notifications')) as [{ n: number }]
  expect(await applied({ kind: 'NOTIFICATIONS', days: 90 })).toMatchObject({ dry: { wouldRemove: n }, removed: n })
  expect(await app.sql('select from notifications')).toEqual([])
  await app.sql(
    `insert into audit_log (kind, at) select 'denied', now() - interval '100 days' from generate_series(1, 3)`,
  )
  expect(await applied({ kind: 'AUDIT', days: 90 })).toMatchObject({ dry: { wouldRemove: 3 }, removed: 3 })
  // Without a rule nothing removes entries.
  await expect(pools.maintenance.query('delete from audit_log')).rejects.toThrow('append-only')
  await app.sql('delete from support_tickets where true')
})

test('MESSAGES: a comment that gets old after the messages have gone is removed too', async () => {
  const ticket = await old('Rated later')
  await app.sql('update ticket_ratings set updated_at = now() where ticket_id = $1', [ticket])
  expect((await applied({ kind: 'MESSAGES', days: 90 })).removed).toBe(3)
  expect(await comments(ticket)).toEqual(['2 Slow.'])
  await app.sql(`update ticket_ratings set updated_at = now() - interval '91 days' where ticket_id = $1`, [ticket])
  expect(await applied({ kind: 'MESSAGES', days: 90 })).toMatchObject({ dry: { wouldRemove: 1 }, removed: 1 })
  expect(await comments(ticket)).toEqual(['2 null'])
  await app.sql('delete from support_tickets where id = $1', [ticket])
})

test('whoever follows a ticket sees who wrote a message that a rule removes', async () => {
  const id = gid('Ticket', await old('Followed'))
  const { data } = await app.gql(agent, 'query ($id: ID!) { ticket(id: $id) { cursor } }', { id })
  await applied({ kind: 'MESSAGES', days: 90 })
  const feed = subscribe(
    wsClient(app, agent),
    'subscription ($id: ID!, $after: Cursor) { ticketEvents(ticketId: $id, after: $after) { ... on TicketEvent { changedMessage { body author { name } } } } }',
    { id, after: data.ticket.cursor },
  )
  expect((await feed.next()).data.ticketEvents.changedMessage).toEqual({ body: null, author: { name: buyer.name } })
  feed.stop()
  await app.sql('delete from support_tickets where true')
})

test('a legal hold that is set while a rule runs is respected', async () => {
  const ticket = await old('Raced')
  const { rule } = await save(admin, { kind: 'MESSAGES', days: 90 })
  await turn(rule.id, true)
  const hold = `select from support_tickets where id = '${ticket}' for no key update; insert into legal_holds (ticket_id) values ('${ticket}')`
  await whileLocked(app, hold, () => applyRules(pools))
  expect(await bodies(ticket)).not.toContain(null)
  expect(await comments(ticket)).toEqual(['2 Slow.'])
  await app.sql('delete from legal_holds')
  // Control: who looks for a hold before locking the ticket misses it.
  const careless = () =>
    asIdentity(pools, MAINTENANCE, 'write', async () => {
      if (await statement('SELECT FROM legal_holds WHERE ticket_id = $1').first(ticket)) return
      for (const text of MATCHING.messages.removeIn!) await statement(text).rows([], 90, ticket)
    })
  await whileLocked(app, hold, careless)
  expect(await bodies(ticket)).toEqual([null, null, null])
  await app.sql('delete from legal_holds')
  expect((await turn(rule.id, false)).rule.removed).toBe(0)
})

test('legal holds are for admins, shown to staff, and recorded', async () => {
  const { id, number } = await openTicket(app, buyer, 'Held')
  const hold = async (who: Actor) =>
    (
      await app.gql(
        who,
        `mutation ($id: ID!) { setLegalHold(input: { ticketId: $id, reason: "Case 7" }) { errors { code } } }`,
        { id },
      )
    ).data.setLegalHold.errors
  expect(await hold(agent)).toEqual([{ code: 'FORBIDDEN' }])
  expect(await hold(buyer)).toEqual([{ code: 'FORBIDDEN' }])
  expect(await hold(admin)).toEqual([])
  expect(await hold(admin)).toEqual([])
  const seen = async (who: Actor) =>
    (
      await app.gql(
        who,
        `{ ticket(number: "${number}") { lastSeq legalHold { reason setBy { name } } timeline(last: 5) { edges { node { __typename ... on LegalHoldEntry { held } } } } } }`,
      )
    ).data.ticket
  expect(await seen(agent)).toMatchObject({
    lastSeq: 2,
    legalHold: { reason: 'Case 7', setBy: { name: 'admin' } },
    timeline: { edges: [{}, { node: { __typename: 'LegalHoldEntry', held: true } }] },
  })
  expect(await seen(buyer)).toMatchObject({
    lastSeq: 1,
    legalHold: null,
    timeline: { edges: [{ node: { __typename: 'MessageEntry' } }] },
  })
  await change(app, admin, 'liftLegalHold', { ticketId: id })
  expect((await seen(agent)).legalHold).toBeNull()
  const kinds = await app.sql<{ kind: string }>(`select kind from audit_log where target_id = $1 order by id`, [
    uuidIn(id),
  ])
  expect(kinds).toEqual([{ kind: 'legal_hold_set' }, { kind: 'legal_hold_lifted' }])
})
