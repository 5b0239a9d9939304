import { setTimeout as sleep } from 'node:timers/promises'
import { readEnv } from '../src/env.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { startChild, type Child } from './child.ts'
import { openData, type BenchData } from './data.ts'
import { openDesk, type BenchDesk } from './desk.ts'
import { KeptConnection, type LoadRequest, textOf } from './httpLoad.ts'
import { readOptions, type BenchOptions } from './options.ts'
import { ourReply, ourThread } from './requests.ts'
import { signIn, type Session } from './sessions.ts'
import { quantile, spreadOf } from './stats.ts'

/** How much a flood may raise the 95th percentile of everybody else's latency (issue 12). */
const TARGET = 1.2
/** Each of the 16 agents sends an operation this often, a reply and a thread in turns: below their limits. In milliseconds. */
const PACE_MS = 200
const FLOOD_CONNECTIONS = 64
const WARM_SECONDS = 1
/** Until the server's code is compiled and PostgreSQL's pages are in memory. */
const FIRST_SECONDS = 10

/** `pnpm bench flood`: the latency of 16 agents while one buyer sends as many replies as possible; with limits and, as a control, without. */
export async function benchFlood(args: string[]): Promise<void> {
  const options = readOptions(args)
  const data = await openData(readEnv(), options, console.log)
  try {
    const desk = await openDesk(data)
    const flood = await floodOf(data)
    console.log(
      '95th percentile of the agents’ latency in ms: quiet, during the flood; their ratio, median and quartiles',
    )
    for (const limits of [true, false]) {
      const ratio = await measure({ options, data, desk, flood, limits })
      if (limits && ratio > TARGET) process.exitCode = 1
    }
  } finally {
    await data.close()
  }
}

interface Measured {
  options: BenchOptions
  data: BenchData
  desk: BenchDesk
  flood: LoadRequest
  limits: boolean
}

async function measure({ options, data, desk, flood, limits }: Measured): Promise<number> {
  const { roles, secret, postmaster } = data
  const { child: server, answer: port } = await startChild<number>('./ourServer.ts', { roles, secret, limits })
  const idle = { port, connections: 0, seconds: 0, warmSeconds: 0, requests: [], mustNotHold: '' }
  const watched = { server: server.pid, postmaster }
  const { child: loader } = await startChild('./loader.ts', { http: idle, watched })
  try {
    await others(port, desk, FIRST_SECONDS)
    const rounds: { quiet: number; flooded: number }[] = []
    for (let round = 0; round < options.rounds; round++) {
      const quiet = await others(port, desk, options.seconds)
      const [, flooded] = await Promise.all([
        flooding(loader, { ...idle, connections: FLOOD_CONNECTIONS, requests: [flood] }, watched, options.seconds),
        // The first burst, which the limits allow, is part of the flood.
        others(port, desk, options.seconds + WARM_SECONDS),
      ])
      rounds.push({ quiet, flooded })
    }
    return report(limits, rounds)
  } finally {
    await loader.stop()
    await server.stop()
  }
}

function flooding(loader: Child, http: object, watched: object, seconds: number): Promise<unknown> {
  return loader.ask({ http: { ...http, seconds, warmSeconds: WARM_SECONDS }, watched })
}

/** Lets the agents work for so long; returns the 95th percentile of their latencies. */
async function others(port: number, desk: BenchDesk, seconds: number): Promise<number> {
  const until = performance.now() + seconds * 1_000
  const latencies = await Promise.all(
    desk.agents.map(async (agent, n) => {
      const connection = await KeptConnection.open(port)
      const own: number[] = []
      // Not all at the same moment.
      await sleep((n * PACE_MS) / desk.agents.length)
      for (let turn = 0; performance.now() < until; turn++) {
        const started = performance.now()
        const { status, body } = await connection.send(textOf(requestOf(desk, agent, turn)))
        own.push(performance.now() - started)
        if (status !== 200 || body.includes('"errors":[{'))
          throw new Error(`${status} ${body.toString().slice(0, 500)}`)
        await sleep(Math.max(0, PACE_MS - (performance.now() - started)))
      }
      connection.close()
      return own
    }),
  )
  return quantile(latencies.flat(), 0.95)
}

function requestOf({ tickets, longTickets }: BenchDesk, agent: Session, turn: number): LoadRequest {
  const any = (ids: string[]) => ids[Math.floor(Math.random() * ids.length)]!
  return turn % 2 === 0 ? ourReply(agent, any(tickets)) : ourThread(agent, any(longTickets))
}

/** The replies of one buyer to a ticket of theirs. */
async function floodOf(data: BenchData): Promise<LoadRequest> {
  const { rows } = await withClient(data.superuserUrl, 'parley bench', (client) =>
    client.query<{ ticketId: string; userId: string }>(
      `SELECT id AS "ticketId", requester_id AS "userId" FROM support_tickets
       WHERE requester_role = 'buyer' AND status = 'open' ORDER BY md5(id::text) LIMIT 1`,
    ),
  )
  const { ticketId, userId } = rows[0]!
  const [buyer] = await signIn(data, [userId])
  return ourReply(buyer!, ticketId)
}

function report(limits: boolean, rounds: readonly { quiet: number; flooded: number }[]): number {
  const middle = (values: number[]) => spreadOf(values).median.toFixed(1)
  const ratio = spreadOf(rounds.map(({ quiet, flooded }) => flooded / quiet))
  const verdict = limits ? (ratio.median <= TARGET ? `≤ ${TARGET}: met` : `≤ ${TARGET}: MISSED`) : 'control'
  console.log(
    `${limits ? 'with limits   ' : 'without limits'}  ${middle(rounds.map(({ quiet }) => quiet))}  ${middle(rounds.map(({ flooded }) => flooded))}  ` +
      `${ratio.median.toFixed(2)} (${ratio.q1.toFixed(2)}–${ratio.q3.toFixed(2)})  ${verdict}`,
  )
  return ratio.median
}
