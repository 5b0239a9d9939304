import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { breakDown, type Dimension } from '../src/analytics/breakdown.ts'
import { countFinishedDays } from '../src/analytics/countFinishedDays.ts'
import { Figures } from '../src/analytics/figures.ts'
import { readEnv, ROOT } from '../src/env.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { openEmbedded } from '../src/platform/database/embedded.ts'
import { migrate } from '../src/platform/database/migrate.ts'
import { asIdentity } from '../src/platform/database/operation.ts'
import { openPools, type Pools } from '../src/platform/database/pools.ts'
import { provisionRoles } from '../src/platform/database/provision.ts'
import { silentLog } from '../src/platform/log.ts'
import { ratingFigures, ratingResponses } from '../src/ratings/figures.ts'
import { suggestionFigures, suggestionsPerDay } from '../src/suggestions/figures.ts'
import { cpuOfPostgres } from './cpu.ts'
import { quantile } from './stats.ts'

const DAY_MS = 86_400_000
const ROUNDS = 7
/** What is to be reached for a year of a million tickets (issue 11). */
const TARGET_MS = 300
const ADMIN = { role: 'admin', userId: '00000000-0000-4000-8000-000000000001' } as const

// A year of facts, as triggers would write them, without their tickets; 50 agents, 12 teams, 60 tags and 100 shops.
const FILL = `
  SET session_replication_role = replica;
  INSERT INTO users (id, name, email, role) SELECT ('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid, 'P' || n, n || '@x', 'admin' FROM generate_series(1, 60) n;
  CREATE TEMP TABLE drawn AS SELECT gen_random_uuid() AS id, now() - interval '365 days' * random() AS created_at,
    (1500 * exp(1.6 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())))::int AS answer,
    (40000 * exp(1.4 * sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())))::int AS solution,
    ('00000000-0000-4000-8000-' || lpad((2 + floor(50 * random() ^ 2))::text, 12, '0'))::uuid AS agent, 'Team ' || floor(12 * random() ^ 2) AS team,
    (ARRAY['problem', 'question', 'feature_request'])[1 + floor(3 * random())::int]::ticket_type AS type,
    CASE WHEN random() < 0.3 THEN ('20000000-0000-4000-8000-' || lpad(floor(100 * random())::text, 12, '0'))::uuid END AS shop,
    CASE WHEN random() < 0.2 THEN '{}'::text[] ELSE ARRAY['tag' || floor(30 * random()), 'topic' || floor(30 * random())] END AS tags
  FROM generate_series(1, $tickets);
  INSERT INTO ticket_facts SELECT id, f.seq, f.kind::fact_kind, created_at + make_interval(secs => f.after), CASE WHEN f.seq > 1 THEN agent END,
    CASE WHEN f.seq > 1 THEN f.after END, CASE WHEN f.seq > 1 THEN f.after / 3 END, CASE WHEN f.seq > 1 THEN time_bucket(f.after) END,
    CASE WHEN f.seq > 1 THEN time_bucket(f.after / 3) END, agent, team, type, shop, tags
  FROM drawn, LATERAL (VALUES (1, 'created', 0), (2, 'answered', answer), (3, 'resolved', answer + solution)) AS f (seq, kind, after)
  WHERE created_at + make_interval(secs => f.after) < now();
  DROP TABLE drawn;
  RESET session_replication_role;
  ANALYZE;`

// Half of the requesters are asked, a fifth of these answer; suggestions are shown for every third ticket.
const FILL_RATINGS = `
  SET session_replication_role = replica;
  INSERT INTO rating_requests (ticket_id, resolved_at, requester_id, state, asked_at)
    SELECT ticket_id, at, agent_id, 'asked', at + interval '1 day' FROM ticket_facts WHERE kind = 'resolved' AND random() < 0.5;
  INSERT INTO ticket_ratings (ticket_id, resolved_at, requester_id, assignee_id, score, comment, rated_at)
    SELECT q.ticket_id, q.resolved_at, q.requester_id, q.requester_id, 1 + floor(5 * sqrt(random())), CASE WHEN random() < 0.2 THEN 'Thanks' END,
      q.asked_at + random() * interval '2 days' FROM rating_requests q WHERE random() < 0.2;
  INSERT INTO suggestion_uses (ticket_id, suggested, assigned, accepted, at)
    SELECT ticket_id, ARRAY[assignee_id], assignee_id, random() < 0.6, at FROM ticket_facts WHERE kind = 'created' AND random() < 0.33;
  RESET session_replication_role;
  ANALYZE rating_requests, ticket_ratings, suggestion_uses;`

/** `pnpm bench analytics`: how long the figures of a year take. The desk is kept for the next run. */
export async function benchAnalytics(args: string[]): Promise<void> {
  const { values } = parseArgs({ args, options: { tickets: { type: 'string', default: '1000000' } } })
  const tickets = Number(values.tickets)
  const dataDir = path.join(readEnv().DATA_DIR, 'bench', `analytics-${tickets}`)
  mkdirSync(dataDir, { recursive: true })
  const cluster = await openEmbedded({ dataDir, log: silentLog })
  try {
    const roles = await provisionRoles(cluster.ownerUrl)
    await migrate(cluster.ownerUrl, path.join(ROOT, 'prisma/migrations'))
    const pools = openPools(roles, silentLog)
    await fill(cluster.superuserUrl, tickets)
    await timed('counting the finished days', () => countFinishedDays(pools))
    await withClient(cluster.superuserUrl, 'parley bench', (client) =>
      client.query('VACUUM ANALYZE ticket_facts, daily_figures, ticket_ratings, rating_requests, suggestion_uses'),
    )
    await measure(pools, Number(readFileSync(path.join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]))
    await pools.close()
  } finally {
    await cluster.close()
  }
}

async function fill(url: string, tickets: number): Promise<void> {
  await withClient(url, 'parley bench', async (client) => {
    const { rows } = await client.query('SELECT EXISTS (SELECT FROM ticket_facts) AS filled')
    if (!rows[0].filled)
      await timed(`writing ${tickets} tickets`, () => client.query(FILL.replace('$tickets', String(tickets))))
    const { rows: ratings } = await client.query('SELECT EXISTS (SELECT FROM ticket_ratings) AS filled')
    if (!ratings[0].filled) await timed('writing ratings and uses of suggestions', () => client.query(FILL_RATINGS))
  })
}

async function measure(pools: Pools, postmaster: number): Promise<void> {
  const to = new Date()
  const year = { from: new Date(to.getTime() - 365 * DAY_MS), to }
  const month = { from: new Date(to.getTime() - 30 * DAY_MS), to }
  const totals = (figures: Figures) =>
    Promise.all([
      figures.count('created'),
      figures.backlog(),
      figures.times('answered', 'wall'),
      figures.times('resolved', 'wall'),
    ])
  const by = (dimension: Dimension) => async (figures: Figures) =>
    (await breakDown(ADMIN, figures, dimension))[0]?.times('answered', 'wall')
  const reads: [string, (figures: Figures) => Promise<unknown>][] = [
    ['created, resolved, backlog, times', totals],
    ['… of the period before, too', async (figures) => [await totals(figures), await totals(await figures.previous())]],
    [
      'per day, with times',
      async (figures) => [await figures.perDay(), await figures.times('answered', 'wall', 'day', '')],
    ],
    ['satisfaction', (figures) => Promise.all([ratingFigures(figures), ratingResponses(figures)])],
    ['suggestions', ({ from, to }) => Promise.all([suggestionFigures(from, to), suggestionsPerDay(from, to)])],
    ...(['agent', 'team', 'tag', 'type', 'shop', 'hour'] as const).map(
      (name) => [`by ${name}, with times`, by(name)] as never,
    ),
  ]
  console.log(
    '                                             a year              30 days   (median of 7, ms; processor time of PostgreSQL)',
  )
  for (const [name, read] of reads) {
    const times: [number, number][] = []
    for (const period of [year, month]) {
      const runs: number[] = []
      const before = cpuOfPostgres(postmaster)
      for (let round = 0; round < ROUNDS; round++) {
        const started = performance.now()
        await asIdentity(pools, ADMIN, 'read', () => read(new Figures(period)))
        runs.push(performance.now() - started)
      }
      times.push([quantile(runs, 0.5), (cpuOfPostgres(postmaster) - before) / ROUNDS])
    }
    console.log(
      `${name.padEnd(36)} ${times.map(([ms, cpu]) => `${ms.toFixed(0).padStart(9)} (${cpu.toFixed(0)})`).join('   ')}`,
    )
    if (times[0]![0] > TARGET_MS) process.exitCode = 1
  }
}

async function timed<T>(name: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now()
  const result = await work()
  console.log(`${name}: ${((performance.now() - started) / 1000).toFixed(1)} s`)
  return result
}
