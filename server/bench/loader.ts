import { setTimeout as sleep } from 'node:timers/promises'
import { answerQuestions } from './child.ts'
import { cpuOf, cpuOfPostgres, memoryOf } from './cpu.ts'
import { Crowd, type FanOutLoad, type FanOutResult } from './fanOutLoad.ts'
import { runHttpLoad, type HttpLoad, type HttpResult } from './httpLoad.ts'

/** The processes whose processor time is told. */
interface Watched {
  server: number
  postmaster: number
}

/** Processor time while it was measured, in milliseconds. */
interface Cpu {
  server: number
  postgres: number
}

/** What the loader can be asked to do. */
export type Question = { http: HttpLoad; watched: Watched } | { fanOut: FanOutLoad; watched: Watched }
export type HttpAnswer = HttpResult & { cpu: Cpu; memory: number }
export type FanOutAnswer = FanOutResult & { cpu: Cpu; memory: number; memoryPerSocket: number }

const NOTHING: Cpu = { server: 0, postgres: 0 }
/** Sockets that were just closed are still being cleared away. */
const CLEARING_MS = 500

answerQuestions<Question>((question) =>
  'http' in question ? http(question.http, question.watched) : fanOut(question.fanOut, question.watched),
)

async function http(load: HttpLoad, watched: Watched): Promise<HttpAnswer> {
  let before = NOTHING
  const result = await runHttpLoad(load, () => (before = used(watched)))
  return { ...result, cpu: since(before, watched), memory: memoryOf(watched.server) }
}

async function fanOut(load: FanOutLoad, watched: Watched): Promise<FanOutAnswer> {
  const crowd = new Crowd(load)
  const empty = memoryOf(watched.server)
  try {
    await crowd.open()
    const memoryPerSocket = (memoryOf(watched.server) - empty) / load.sockets
    await sleep(CLEARING_MS)
    const before = used(watched)
    const result = await crowd.measure()
    return { ...result, cpu: since(before, watched), memory: memoryOf(watched.server), memoryPerSocket }
  } finally {
    crowd.close()
    await sleep(CLEARING_MS)
  }
}

function used({ server, postmaster }: Watched): Cpu {
  return { server: cpuOf(server), postgres: cpuOfPostgres(postmaster) }
}

function since(before: Cpu, watched: Watched): Cpu {
  const now = used(watched)
  return { server: now.server - before.server, postgres: now.postgres - before.postgres }
}
