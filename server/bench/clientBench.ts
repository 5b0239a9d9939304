import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { ROOT, readEnv } from '../src/env.ts'
import { withClient } from '../src/platform/database/connect.ts'
import { StartError, oneLine } from '../src/platform/errors/startError.ts'
import { startChild } from './child.ts'
import { openData, type BenchData } from './data.ts'
import { openDesk, type BenchDesk } from './desk.ts'
import { KeptConnection, textOf } from './httpLoad.ts'
import { whole } from './options.ts'
import { machine } from './report.ts'
import { ourReply } from './requests.ts'
import { signIn, type Session } from './sessions.ts'

const SENDERS = 8

/** `pnpm bench client`: what people see, in Chromium, while messages are sent elsewhere on the desk. */
export async function benchClient(args: string[]): Promise<void> {
  const options = readOptions(args)
  // The page as a build has it.
  const { prepareClient } = (await import(new URL('../../scripts/prepare.mjs', import.meta.url).href)) as {
    prepareClient(): Promise<void>
  }
  await prepareClient()
  const chromium = await chromiumPath()
  const data = await openData(readEnv(), options, console.log)
  try {
    const desk = await openDesk(data)
    const people = await peopleOf(data)
    const { child: server, answer: port } = await startChild<number>('./ourServer.ts', {
      roles: data.roles,
      secret: data.secret,
    })
    try {
      const elsewhere = new Elsewhere(port, await ticketsElsewhere(data, desk, people.agent.userId))
      const { agent, admin, ticket } = people
      const plan = { ...options, url: `http://127.0.0.1:${port}`, chromium, agent, admin, ticket }
      console.log(
        `\n${options.tickets.toLocaleString('en')} tickets, ${options.messages.toLocaleString('en')} messages; ${options.messagesPerSecond} messages/s elsewhere on the desk; ${machine()}; ${new Date().toISOString().slice(0, 10)}`,
      )
      await runBrowser(plan, elsewhere)
      console.log(`\n${elsewhere.told()}`)
    } finally {
      await server.stop()
    }
  } finally {
    await data.close()
  }
}

function readOptions(args: string[]) {
  try {
    const text = { type: 'string' } as const
    const options = {
      tickets: text,
      messages: text,
      seed: text,
      samples: text,
      seconds: text,
      minutes: text,
      'messages-per-second': text,
      only: text,
    }
    const { values } = parseArgs({ args, options: { ...options, quick: { type: 'boolean' } } })
    const tickets = whole('tickets', values.tickets, values.quick ? 2_000 : 200_000)
    return {
      tickets,
      messages: whole('messages', values.messages, tickets * 10),
      seed: whole('seed', values.seed, 1),
      samples: whole('samples', values.samples, values.quick ? 5 : 100),
      seconds: whole('seconds', values.seconds, values.quick ? 3 : 15),
      minutes: whole('minutes', values.minutes, values.quick ? 2 : 480),
      messagesPerSecond: whole('messages-per-second', values['messages-per-second'], 50),
      only: values.only?.split(','),
    }
  } catch (error) {
    throw error instanceof StartError ? error : new StartError(oneLine(error))
  }
}

async function chromiumPath(): Promise<string> {
  const { findChromium } = (await import(new URL('../../scripts/chromium.mjs', import.meta.url).href)) as {
    findChromium(): Promise<string>
  }
  return findChromium()
}

interface People {
  agent: Session
  admin: Session
  ticket: { number: string; requester: Session }
}

/** The agent with the most tickets of their own, an admin, and a ticket of the agent's with its requester. */
async function peopleOf(data: BenchData): Promise<People> {
  const { rows } = await withClient(data.superuserUrl, 'parley bench', (client) =>
    client.query<{ agent: string; admin: string; requester: string; number: string }>(
      `SELECT a.id AS agent, (SELECT id FROM users WHERE role = 'admin' ORDER BY id LIMIT 1) AS admin, t.requester_id AS requester, t.ticket_number AS number
       FROM (SELECT assignee_id AS id FROM support_tickets WHERE assignee_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC LIMIT 1) a
       JOIN support_tickets t ON t.assignee_id = a.id
       WHERE t.status IN ('open', 'in_progress') AND t.requester_role = 'buyer' AND t.seller_id IS NULL AND NOT t.confidential
       ORDER BY abs(t.message_count - 20), t.id LIMIT 1`,
    ),
  )
  const { agent: agentId, admin: adminId, requester: requesterId, number } = rows[0]!
  const [agent, admin, requester] = await signIn(data, [agentId, adminId, requesterId])
  return { agent: agent!, admin: admin!, ticket: { number, requester: requester! } }
}

/** Replies to tickets that are not this agent's. */
async function ticketsElsewhere({ superuserUrl }: BenchData, desk: BenchDesk, agentId: string) {
  const { rows } = await withClient(superuserUrl, 'parley bench', (client) =>
    client.query<{ id: string }>(
      'SELECT id FROM support_tickets WHERE id = ANY ($1::uuid[]) AND assignee_id IS DISTINCT FROM $2',
      [desk.tickets, agentId],
    ),
  )
  const others = desk.agents.filter(({ userId }) => userId !== agentId)
  return rows.map(({ id }, n) => ourReply(others[n % others.length]!, id))
}

async function runBrowser(plan: object, elsewhere: Elsewhere): Promise<void> {
  const browser = fork(path.join(ROOT, 'client/bench/main.ts'), {
    execArgv: process.execArgv,
    env: { ...process.env, BENCH_PLAN: JSON.stringify(plan) },
  })
  browser.on('message', ({ perSecond }: { perSecond: number }) => elsewhere.setPace(perSecond))
  const [code] = await once(browser, 'exit')
  await elsewhere.stop()
  if (code !== 0) process.exitCode = 1
}

/** Messages that are sent on the desk, as evenly as the server answers. */
class Elsewhere {
  private perSecond = 0
  private stopped = false
  private sent = 0
  private busyMs = 0
  private readonly senders: Promise<void>[]
  private failure: unknown

  constructor(
    private readonly port: number,
    private readonly requests: ReturnType<typeof ourReply>[],
  ) {
    this.senders = Array.from({ length: SENDERS }, (_, n) => this.send(n).catch((error) => (this.failure = error)))
  }

  setPace(perSecond: number): void {
    this.perSecond = perSecond
  }

  async stop(): Promise<void> {
    this.stopped = true
    await Promise.all(this.senders)
    if (this.failure) throw this.failure
  }

  /** What pace it really was. */
  told(): string {
    const pace = this.busyMs > 0 ? (this.sent / this.busyMs) * 1_000 * SENDERS : 0
    return `Messages elsewhere: ${this.sent.toLocaleString('en')}, ${pace.toFixed(0)} a second while they were sent.`
  }

  private async send(nth: number): Promise<void> {
    const connection = await KeptConnection.open(this.port)
    for (let turn = nth; !this.stopped; turn += SENDERS) {
      const { perSecond } = this
      if (perSecond === 0) {
        await sleep(50)
        continue
      }
      const started = performance.now()
      const { status, body } = await connection.send(textOf(this.requests[turn % this.requests.length]!))
      if (status !== 200 || body.includes('"errors":[{')) throw new Error(`${status} ${body.toString().slice(0, 300)}`)
      await sleep(Math.max(0, (SENDERS * 1_000) / perSecond - (performance.now() - started)))
      this.sent += 1
      this.busyMs += performance.now() - started
    }
    connection.close()
  }
}
