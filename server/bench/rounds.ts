import type { Child } from './child.ts'
import type { BenchData } from './data.ts'
import type { FanOutLoad } from './fanOutLoad.ts'
import { sendOnce, type LoadRequest } from './httpLoad.ts'
import type { FanOutAnswer, HttpAnswer, Question } from './loader.ts'
import type { BenchOptions } from './options.ts'
import type { Page } from './pages.ts'

/** A server that is measured. */
export interface Side {
  name: 'limit' | 'ours'
  port: number
  pid: number
}

/** The bench as it runs. */
export interface Bench {
  data: BenchData
  options: BenchOptions
  limit: Side
  ours: Side
  loader: Child
  postmaster: number
}

/** What each round gave, the limit's and the product's side by side. */
export interface Rounds<Answer> {
  limit: Answer[]
  ours: Answer[]
}

/** Throws unless both sides answer a page as they should. */
export async function tryPage({ limit, ours }: Bench, page: Page): Promise<void> {
  for (const side of [limit, ours]) {
    const text = await sendOnce(side.port, trialOf(page, side.name))
    const right = page.isRight(side.name, JSON.parse(text))
    if (!right) throw new Error(`${page.name}: ${side.name} answered ${text.slice(0, 1000)}`)
  }
}

/** The first request; of a lane the last, so that the first changes something afterwards. */
function trialOf(page: Page, side: Side['name']): LoadRequest {
  const asked = page[side]
  return 'lanes' in asked ? asked.lanes[0]!.at(-1)! : asked.requests[0]!
}

/** Measures a page in turns: what else the machine does then falls on both. */
export async function httpRounds(bench: Bench, page: Page): Promise<Rounds<HttpAnswer>> {
  const { connections, seconds } = bench.options
  return inTurns(bench, (side, round) => {
    const warmSeconds = round === 0 ? 2 : 0.5
    const http = {
      port: side.port,
      connections,
      seconds,
      warmSeconds,
      ...page[side.name],
      mustNotHold: '"errors":[{',
    }
    return ask<HttpAnswer>(bench, { http, watched: watched(bench, side) })
  })
}

/** Measures a fan-out in turns. */
export async function fanOutRounds(
  bench: Bench,
  loadFor: (side: Side, frameBytes: number) => Promise<FanOutLoad>,
): Promise<Rounds<FanOutAnswer>> {
  // The limit sends frames as large as the product's: the product goes first.
  let frameBytes = 0
  return inTurns(
    bench,
    async (side) => {
      const answer = await ask<FanOutAnswer>(bench, {
        fanOut: await loadFor(side, frameBytes),
        watched: watched(bench, side),
      })
      if (side.name === 'ours') frameBytes = answer.frameBytes
      return answer
    },
    ['ours', 'limit'],
  )
}

async function inTurns<Answer>(
  bench: Bench,
  measure: (side: Side, round: number) => Promise<Answer>,
  order: readonly ('limit' | 'ours')[] = ['limit', 'ours'],
): Promise<Rounds<Answer>> {
  const rounds: Rounds<Answer> = { limit: [], ours: [] }
  for (let round = 0; round < bench.options.rounds; round++) {
    for (const side of order) rounds[side].push(await measure(bench[side], round))
  }
  return rounds
}

function ask<Answer>({ loader }: Bench, question: Question): Promise<Answer> {
  return loader.ask<Answer>(question)
}

function watched({ postmaster }: Bench, side: Side): Question['watched'] {
  return { server: side.pid, postmaster }
}
