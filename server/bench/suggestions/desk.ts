import { performance } from 'node:perf_hooks'
import { readEnv } from '../../src/env.ts'
import { globalId } from '../../src/graphql/globalId.ts'
import { openPools } from '../../src/platform/database/pools.ts'
import { silentLog } from '../../src/platform/log.ts'
import { learnMissing } from '../../src/suggestions/learnMissing.ts'
import { startChild } from '../child.ts'
import { cpuOf, cpuOfPostgres } from '../cpu.ts'
import { type BenchData, openData } from '../data.ts'
import { openDesk } from '../desk.ts'
import { pageHeaders, type Session } from '../sessions.ts'
import { quantile } from '../stats.ts'

const MESSAGES_PER_TICKET = 2
/** Runs of the job that learns, until it has learned as many tickets as are remembered. */
const RUNS = 5
const REQUESTS = 300

const SUGGESTIONS = `query ($id: ID!) {
  ticket(id: $id) { id assignmentSuggestions { score reasons agent { id name } } tagSuggestions } }`
const NOTHING_ELSE = 'query ($id: ID!) { ticket(id: $id) { id } }'

/** `pnpm bench suggestions --desk <tickets>`: how long the fields of a ticket take on a seeded desk, as production runs it. */
export async function benchDesk(tickets: number): Promise<void> {
  const size = { tickets, messages: tickets * MESSAGES_PER_TICKET, seed: 1 }
  const data = await openData(readEnv(), size, console.log)
  try {
    await learn(data)
    const { agents, tickets: open } = await openDesk(data)
    const { child, answer: port } = await startChild<number>('./ourServer.ts', {
      roles: data.roles,
      secret: data.secret,
    })
    try {
      const ask = askerOf(port, agents[0]!, open)
      console.log(`first use on a node: ${(await ask(SUGGESTIONS)).toFixed(0)} ms`)
      for (const [name, query] of [
        ['ticket alone', NOTHING_ELSE],
        ['with suggestions', SUGGESTIONS],
      ] as const) {
        const times: number[] = []
        const cpu = () => [cpuOf(child.pid), cpuOfPostgres(data.postmaster)] as const
        const before = cpu()
        for (let n = 0; n < REQUESTS; n++) times.push(await ask(query))
        const [node, postgres] = cpu().map((after, at) => ((after - before[at]!) / REQUESTS).toFixed(1))
        const [middle, slow] = [0.5, 0.95].map((share) => quantile(times, share).toFixed(1))
        console.log(
          `${name}: ${middle} ms (p95 ${slow} ms); processor time ${node} ms of Node, ${postgres} ms of PostgreSQL`,
        )
      }
    } finally {
      await child.stop()
    }
  } finally {
    await data.close()
  }
}

async function learn({ roles }: BenchData): Promise<void> {
  const pools = openPools(roles, silentLog)
  const from = performance.now()
  for (let n = 0; n < RUNS; n++) await learnMissing(pools)
  console.log(`learning in the background: ${((performance.now() - from) / 1000).toFixed(1)} s`)
  await pools.close()
}

/** Asks for one ticket after the other; resolves to the milliseconds that the answer took. */
function askerOf(port: number, agent: Session, tickets: string[]) {
  let next = 0
  return async (query: string): Promise<number> => {
    const id = globalId('Ticket', tickets[next++ % tickets.length]!)
    const from = performance.now()
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: pageHeaders(agent),
      body: JSON.stringify({ query, variables: { id } }),
    })
    const answer = (await response.json()) as { errors?: unknown; data?: { ticket: object | null } }
    if (answer.errors || !answer.data?.ticket) throw new Error(`No answer: ${JSON.stringify(answer).slice(0, 300)}`)
    return performance.now() - from
  }
}
