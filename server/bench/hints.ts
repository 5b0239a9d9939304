import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { readEnv } from '../src/env.ts'
import { openRedisHints } from '../src/live/redisHints.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { HINTS_OF_NODE, takeHints } from '../src/platform/database/takeHints.ts'
import { StartError } from '../src/platform/errors/startError.ts'
import { silentLog } from '../src/platform/log.ts'
import { type Child, startChild } from './child.ts'
import { cpuOfPostgres, memoryOf } from './cpu.ts'
import { openData, type BenchData } from './data.ts'
import { openDesk } from './desk.ts'
import type { HttpAnswer } from './loader.ts'
import type { StartOurs } from './ourServer.ts'
import { ourReply } from './requests.ts'
import { quantile, spreadOf } from './stats.ts'

const REDIS_PORT = 6399
const WARM_SECONDS = 2
const WAYS = ['none', 'NOTIFY', 'Redis'] as const
type Way = (typeof WAYS)[number]

interface Options {
  writers: number[]
  nodes: number[]
  rounds: number
  seconds: number
  connections: number
  tickets: number
}

/**
 * `pnpm bench hints`: commits a second of short transactions without hints, with NOTIFY and with Redis; and replies a second through
 * several nodes over one database. Needs redis-server, or REDIS_URL.
 */
export async function benchHints(args: string[]): Promise<void> {
  const options = readOptions(args)
  const env = readEnv()
  const redis = env.REDIS_URL ? undefined : await startRedis()
  const url = env.REDIS_URL ?? `redis://127.0.0.1:${REDIS_PORT}`
  const size = { tickets: options.tickets, messages: options.tickets * 10, seed: 1 }
  const data = await openData(env, size, console.log)
  try {
    await benchCommits(data, url, options)
    await benchNodes(data, url, options)
  } finally {
    await data.close()
    redis?.kill()
  }
}

/** Each writer commits one small row after another; two listeners stand for two nodes. */
async function benchCommits(data: BenchData, url: string, { writers, rounds, seconds }: Options): Promise<void> {
  await superuser(data, 'CREATE TABLE bench_commits (id uuid)')
  console.log('Commits a second, median and quartiles; PostgreSQL’s processor time per commit')
  for (const count of writers) {
    const figures = new Map<Way, { rate: number[]; cpu: number[] }>(WAYS.map((way) => [way, { rate: [], cpu: [] }]))
    for (let round = 0; round < rounds; round++)
      for (const way of WAYS) {
        const { rate, cpu } = await commits(data, { url, way, count, seconds })
        figures.get(way)!.rate.push(rate)
        figures.get(way)!.cpu.push(cpu)
      }
    for (const [way, { rate, cpu }] of figures) {
      const { median, q1, q3 } = spreadOf(rate)
      const spread = `${median.toFixed(0)} (${q1.toFixed(0)}–${q3.toFixed(0)})`
      console.log(`${count} writers, ${way.padEnd(6)} ${spread.padEnd(22)} ${quantile(cpu, 0.5).toFixed(0)} µs`)
    }
  }
}

interface Run {
  url: string
  way: Way
  count: number
  seconds: number
}

async function commits({ superuserUrl, postmaster }: BenchData, { url, way, count, seconds }: Run) {
  const redis = await openRedisHints(url, silentLog)
  redis.listen('bench', { receive: () => {}, interrupted: () => {} })
  while (!redis.isUp()) await sleep(20)
  const options = way === 'Redis' ? HINTS_OF_NODE : ''
  const open = async () => {
    const client = new pg.Client({ connectionString: superuserUrl, options })
    await client.connect()
    if (way === 'Redis') takeHints(client, redis.publish)
    return client
  }
  const clients = await Promise.all(Array.from({ length: count + 2 }, open))
  const listeners = clients.splice(0, 2)
  for (const listener of listeners) await listener.query('LISTEN parley')
  const hint = way === 'none' ? '' : `PERFORM send_hint('t:' || id);`
  const statement = `DO $$ DECLARE id uuid := gen_random_uuid(); BEGIN INSERT INTO bench_commits VALUES (id); ${hint} END $$`
  const from = performance.now()
  const before = cpuOfPostgres(postmaster)
  const until = from + seconds * 1000
  let done = 0
  await Promise.all(
    clients.map(async (client) => {
      for (; performance.now() < until; done++) await client.query(statement)
    }),
  )
  const rate = done / ((performance.now() - from) / 1000)
  const cpu = ((cpuOfPostgres(postmaster) - before) / done) * 1000
  await Promise.all([...clients, ...listeners].map((client) => client.end()))
  await redis.close()
  return { rate, cpu }
}

/** Replies through one, two and more nodes over the same database, each with the same share of the connections. */
async function benchNodes(data: BenchData, url: string, options: Options): Promise<void> {
  const desk = await openDesk(data)
  const requests = desk.tickets.map((id, n) => ourReply(desk.agents[n % desk.agents.length]!, id))
  console.log(`\nReplies a second through several nodes, ${options.connections} connections in all`)
  for (const count of options.nodes)
    for (const redis of [undefined, url]) {
      const question: StartOurs = { roles: data.roles, secret: data.secret, redis }
      const nodes = await startAll(count, () => startChild<number>('./ourServer.ts', question))
      const ports = nodes.map(({ answer }) => answer)
      const loaders = await startAll(count, () => startLoader(data))
      try {
        const connections = Math.ceil(options.connections / count)
        const load = {
          connections,
          seconds: options.seconds,
          warmSeconds: WARM_SECONDS,
          requests,
          mustNotHold: '"errors":[{',
        }
        const answers = await Promise.all(
          loaders.map(({ child }, n) =>
            child.ask<HttpAnswer>({
              http: { ...load, port: ports[n]! },
              watched: { server: nodes[n]!.child.pid, postmaster: data.postmaster },
            }),
          ),
        )
        const memory = nodes.map(({ child }) => memoryOf(child.pid) / 1024 ** 2)
        console.log(nodesLine(count, redis ? 'Redis' : 'NOTIFY', answers, memory))
      } finally {
        for (const { child } of [...loaders, ...nodes]) await child.stop()
      }
    }
}

function nodesLine(count: number, way: string, answers: HttpAnswer[], memory: number[]): string {
  const operations = answers.reduce((sum, answer) => sum + answer.operations, 0)
  const [{ seconds }] = answers as [HttpAnswer]
  const nodes = answers.reduce((sum, { cpu }) => sum + cpu.server, 0)
  const postgres = Math.max(...answers.map(({ cpu }) => cpu.postgres))
  const latencies = answers.flatMap((answer) => answer.latencies)
  const share = (cpu: number) => (cpu / 1000 / seconds).toFixed(2)
  const each = (cpu: number) => ((cpu / operations) * 1000).toFixed(0)
  return [
    `${count} nodes, ${way.padEnd(6)} ${(operations / seconds).toFixed(0)}/s`,
    `p50 ${quantile(latencies, 0.5).toFixed(0)} ms, p95 ${quantile(latencies, 0.95).toFixed(0)} ms`,
    `nodes ${share(nodes)} cores, ${each(nodes)} µs each`,
    `PostgreSQL ${share(postgres)} cores, ${each(postgres)} µs each`,
    `${quantile(memory, 0.5).toFixed(0)} MB a node`,
  ].join('; ')
}

function startLoader(data: BenchData) {
  const idle = { port: 0, connections: 0, seconds: 0, warmSeconds: 0, requests: [], mustNotHold: '' }
  return startChild('./loader.ts', { http: idle, watched: { server: process.pid, postmaster: data.postmaster } })
}

async function startAll<T extends { child: Child }>(count: number, start: () => Promise<T>): Promise<T[]> {
  return Promise.all(Array.from({ length: count }, start))
}

async function superuser({ superuserUrl }: BenchData, statement: string): Promise<void> {
  await withClient(superuserUrl, 'parley bench', (client) => client.query(statement))
}

async function startRedis(): Promise<ChildProcess> {
  const flags = ['--port', String(REDIS_PORT), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no']
  const child = spawn('redis-server', flags, { stdio: 'ignore' })
  await once(child, 'spawn').catch(() => {
    throw new StartError('There is no redis-server: install it, or set REDIS_URL.')
  })
  return child
}

const USAGE = `Usage: pnpm bench hints [--writers 16,32,64] [--nodes 1,2,4] [--rounds 5] [--seconds 3] [--connections 32] [--tickets 2000]`

function readOptions(args: string[]): Options {
  const text = (fallback: string) => ({ type: 'string', default: fallback }) as const
  try {
    const { values } = parseArgs({
      args,
      options: {
        writers: text('16,32,64'),
        nodes: text('1,2,4'),
        rounds: text('5'),
        seconds: text('3'),
        connections: text('32'),
        tickets: text('2000'),
      },
    })
    const list = (given: string) => given.split(',').map(whole)
    return {
      writers: list(values.writers),
      nodes: list(values.nodes),
      rounds: whole(values.rounds),
      seconds: whole(values.seconds),
      connections: whole(values.connections),
      tickets: whole(values.tickets),
    }
  } catch {
    throw new StartError(USAGE)
  }
}

function whole(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new StartError(USAGE)
  return Number(text)
}
