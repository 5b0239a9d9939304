import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { readEnv } from '../src/env.ts'
import { startChild, type Child } from './child.ts'
import { countTraffic } from './counting.ts'
import { hasCpu, memoryOf } from './cpu.ts'
import { openData, type BenchData } from './data.ts'
import { openDesk, type BenchDesk } from './desk.ts'
import { fanOutsFor } from './fanOuts.ts'
import type { StartLimit } from './limit.ts'
import { comparison, tables } from './markdown.ts'
import { readOptions } from './options.ts'
import type { StartOurs } from './ourServer.ts'
import { pagesFor } from './pages.ts'
import { fanOutRow, httpRow, isMet, machine, type Row } from './report.ts'
import { fanOutRounds, httpRounds, tryPage, type Bench, type Side } from './rounds.ts'

const say = (line: string) => console.log(line)

/** `pnpm bench`: what people use, against the limit. Prints Markdown for docs/benchmarks.md. */
export async function benchServer(args: string[]): Promise<void> {
  const options = readOptions(args)
  const env = readEnv()
  const data = await openData(env, options, say)
  const children: Child[] = []
  const interrupted = new Promise<never>((_, reject) => process.once('SIGINT', () => reject(new Error('Interrupted.'))))
  try {
    const desk = await openDesk(data, options)
    const bench = await Promise.race([startBench(options, data, children), interrupted])
    const rows = await Promise.race([measure(bench, desk), interrupted])
    const file = options.out ?? path.join(env.DATA_DIR, 'bench', 'latest.json')
    report(rows, options, file)
  } finally {
    for (const child of children) await child.stop()
    await data.close()
  }
}

async function startBench(options: Bench['options'], data: BenchData, children: Child[]): Promise<Bench> {
  const { roles, secret, superuserUrl: readUrl, postmaster } = data
  const startSide = async (name: Side['name'], file: string, question: StartOurs | StartLimit): Promise<Side> => {
    const { child, answer: port } = await startChild<number>(file, question)
    children.push(child)
    return { name, port, pid: child.pid }
  }
  const ours = await startSide('ours', './ourServer.ts', { roles, secret })
  const limit = await startSide('limit', './limitServer.ts', { readUrl, writeUrl: roles.maintenance })
  const { child: loader } = await startChild('./loader.ts', { http: IDLE, watched: { server: ours.pid, postmaster } })
  children.push(loader)
  return { options, data, limit, ours, loader, postmaster }
}

/** Nothing to do: to see that the loader is there. */
const IDLE = { port: 0, connections: 0, seconds: 0, warmSeconds: 0, mustNotHold: '' }

async function measure(bench: Bench, desk: BenchDesk): Promise<Row[]> {
  const { options, limit, ours } = bench
  const { only, rounds, seconds } = options
  const isWanted = (name: string, kind: string) => !only || only.some((part) => name.startsWith(part) || part === kind)
  const rest = [limit, ours].map(({ pid }) => (memoryOf(pid) / 2 ** 20).toFixed(0)).join(' → ')
  say(
    `${rounds} rounds of ${seconds} s a side, in turns; ${options.connections} connections.${hasCpu ? '' : ' No /proc here: processor time is not told.'}`,
  )
  say(`Memory of the servers before the first request, run from the source: ${rest} MiB.\n`)
  const pages = (await pagesFor(bench.data, desk, ours.port)).filter(({ name }) => isWanted(name, 'pages'))
  const counted = await countTraffic(bench.data, pages)
  const rows: Row[] = []
  const measured = async (name: string, row: () => Promise<Row>) => {
    try {
      rows.push(await row())
      say(`${name}: ${rows.at(-1)!.ratio.median.toFixed(2)}`)
    } catch (error) {
      // The others are measured all the same: a whole run takes long.
      process.exitCode = 1
      say(`${name} FAILED: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  for (const page of pages)
    await measured(page.name, async () => {
      await tryPage(bench, page)
      return httpRow(page, await httpRounds(bench, page), counted.get(page.name))
    })
  if (only && !only.includes('feeds')) return rows
  for (const fanOut of await fanOutsFor(bench, desk))
    await measured(fanOut.name, async () => fanOutRow(fanOut, await fanOutRounds(bench, fanOut.loadFor)))
  return rows
}

function report(rows: Row[], options: Bench['options'], file: string): void {
  const { tickets, messages, against } = options
  const at = new Date().toISOString()
  say(
    `\n${tickets.toLocaleString('en')} tickets, ${messages.toLocaleString('en')} messages; ${machine()}; ${at.slice(0, 10)}; ${options.rounds} rounds of ${options.seconds} s.\n`,
  )
  say(`${tables(rows)}\n`)
  if (against) say(`${comparison(rows, (JSON.parse(readFileSync(against, 'utf8')) as { rows: Row[] }).rows)}\n`)
  mkdirSync(path.dirname(file), { recursive: true })
  const measured = { at, machine: machine(), options, rows: rows.map((row) => ({ ...row, met: isMet(row) })) }
  writeFileSync(file, `${JSON.stringify(measured, null, 2)}\n`)
  say(`Written to ${file}. Medians; quartiles of the ratios in brackets. CPU: server + PostgreSQL.`)
}
