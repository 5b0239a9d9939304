import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { runProgram } from '../src/platform/runProgram.ts'
import { readEnv } from '../src/env.ts'
import { globalId } from '../src/graphql/globalId.ts'
import { benchAnalytics } from './analytics.ts'
import { startChild, type Child } from './child.ts'
import { hasCpu } from './cpu.ts'
import { openData, type BenchData } from './data.ts'
import { openDesk, type BenchDesk } from './desk.ts'
import { TICKET_EVENTS } from './documents.ts'
import type { FanOutLoad } from './fanOutLoad.ts'
import type { StartLimit } from './limitServer.ts'
import { benchFlood } from './flood.ts'
import { benchHints } from './hints.ts'
import { readOptions } from './options.ts'
import type { StartOurs } from './ourServer.ts'
import { limitReply, ourReply, pagesFor } from './pages.ts'
import { fanOutRow, httpRow, isMet, line, machine, table, type Row } from './report.ts'
import { fanOutRounds, httpRounds, tryPage, type Bench, type Side } from './rounds.ts'
import { benchSearches } from './searchTimes.ts'
import { benchSuggestions } from './suggestions/main.ts'

const MESSAGES_PER_SECOND = 20
const say = (line: string) => console.log(line)

runProgram(async () => {
  const [name, ...rest] = process.argv.slice(2)
  if (name === 'suggestions') return benchSuggestions(rest)
  if (name === 'searches') return benchSearches(rest)
  if (name === 'flood') return benchFlood(rest)
  if (name === 'hints') return benchHints(rest)
  await (name === 'analytics' ? benchAnalytics(rest) : benchServer())
})

async function benchServer(): Promise<void> {
  const options = readOptions(process.argv.slice(2))
  const env = readEnv()
  const data = await openData(env, options, say)
  const children: Child[] = []
  const interrupted = new Promise<never>((_, reject) => process.once('SIGINT', () => reject(new Error('Interrupted.'))))
  try {
    const desk = await openDesk(data)
    const bench = await Promise.race([startBench(options, data, desk, children), interrupted])
    const rows = await Promise.race([measure(bench, desk), interrupted])
    const file = options.out ?? path.join(env.DATA_DIR, 'bench', 'latest.json')
    report(rows, options, file)
  } finally {
    for (const child of children) await child.stop()
    await data.close()
  }
}

async function startBench(
  options: Bench['options'],
  data: BenchData,
  desk: BenchDesk,
  children: Child[],
): Promise<Bench> {
  const { roles, secret, superuserUrl: readUrl, postmaster } = data
  const startSide = async (name: Side['name'], file: string, question: StartOurs | StartLimit): Promise<Side> => {
    const { child, answer: port } = await startChild<number>(file, question)
    children.push(child)
    return { name, port, pid: child.pid }
  }
  const ours = await startSide('ours', './ourServer.ts', { roles, secret })
  const limit = await startSide('limit', './limitServer.ts', {
    readUrl,
    writeUrl: roles.maintenance,
    agentId: desk.agentId,
  })
  const { child: loader } = await startChild('./loader.ts', { http: IDLE, watched: { server: ours.pid, postmaster } })
  children.push(loader)
  return { options, limit, ours, loader, postmaster }
}

/** Nothing to do: to see that the loader is there. */
const IDLE = { port: 0, connections: 0, seconds: 0, warmSeconds: 0, requests: [], mustNotHold: '' }

async function measure(bench: Bench, desk: BenchDesk): Promise<Row[]> {
  const { only, rounds, seconds, sockets } = bench.options
  const wanted = (name: string) => !only || only.some((part) => name.startsWith(part))
  say(
    `${rounds} rounds of ${seconds} s a side, in turns; ${bench.options.connections} connections.${hasCpu ? '' : ' No /proc here: processor time is not told.'}\n`,
  )
  const rows: Row[] = []
  for (const page of pagesFor(desk).filter(({ name }) => wanted(name))) {
    await tryPage(bench, page)
    rows.push(httpRow(page.name, await httpRounds(bench, page), page.target))
    say(line(rows.at(-1)!))
  }
  for (const count of wanted('fan-out') ? sockets : []) {
    const loadFor = (side: Side, frameBytes: number) => fanOutLoad(side, desk, count, seconds, frameBytes)
    rows.push(fanOutRow(`fan-out to ${count.toLocaleString('en')}`, await fanOutRounds(bench, loadFor)))
    say(line(rows.at(-1)!))
  }
  return rows
}

function fanOutLoad(side: Side, desk: BenchDesk, sockets: number, seconds: number, frameBytes: number): FanOutLoad {
  const [ticketId, token] = [desk.tickets[0]!, desk.tokens[0]!]
  const common = { port: side.port, sockets, perSecond: MESSAGES_PER_SECOND, seconds }
  if (side.name === 'limit') return { ...common, request: limitReply(`/broadcast/${frameBytes}`, ticketId) }
  const subscribe = { token, query: TICKET_EVENTS, variables: { ticketId: globalId('Ticket', ticketId) } }
  return { ...common, subscribe, request: ourReply(token, ticketId) }
}

function report(rows: Row[], options: Bench['options'], file: string): void {
  const { tickets, messages } = options
  say(
    `\n${tickets.toLocaleString('en')} tickets, ${messages.toLocaleString('en')} messages; ${machine()}; ${new Date().toISOString().slice(0, 10)}`,
  )
  say(`${table(rows)}\n`)
  mkdirSync(path.dirname(file), { recursive: true })
  const measured = {
    at: new Date().toISOString(),
    machine: machine(),
    options,
    rows: rows.map((row) => ({ ...row, met: isMet(row) })),
  }
  writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`)
  say(`Written to ${file}. Medians; quartiles of the ratio in brackets. CPU/op: server + PostgreSQL, limit → ours.`)
}
