import { startChild } from './child.ts'
import type { BenchData } from './data.ts'
import { AGENTS } from './desk.ts'
import { sendOnce } from './httpLoad.ts'
import type { StartLimit } from './limit.ts'
import type { StartOurs } from './ourServer.ts'
import type { Page } from './pages.ts'
import { openProxy, type PostgresProxy, type Traffic } from './postgresProxy.ts'
import { quantile } from './stats.ts'

/** What one operation of a page costs, on each side. */
export type Counted = Record<'limit' | 'ours', Traffic>

const TIMES = 11
/** So many requests are sent in turn: the first one of a session reads who it is. */
const WARM_UP = AGENTS

/** Counts the statements and round trips of one operation of each page, with servers of their own behind a proxy. */
export async function countTraffic(data: BenchData, pages: readonly Page[]): Promise<Map<string, Counted>> {
  const { roles, superuserUrl, secret } = data
  const proxy = await openProxy(superuserUrl)
  const behind = Object.fromEntries(Object.entries(roles).map(([role, url]) => [role, proxy.through(url)]))
  const start: { ours: StartOurs; limit: StartLimit } = {
    // Jobs would be counted, and use their own connections: they stay with the server that is measured.
    ours: { roles: behind as unknown as StartOurs['roles'], secret, jobs: false },
    limit: { readUrl: proxy.through(superuserUrl), writeUrl: proxy.through(roles.maintenance) },
  }
  const sides = [
    await startChild<number>('./ourServer.ts', start.ours),
    await startChild<number>('./limitServer.ts', start.limit),
  ]
  try {
    const counted = new Map<string, Counted>()
    for (const page of pages)
      counted.set(page.name, {
        ours: await countPage(proxy, sides[0]!.answer, page.ours),
        limit: await countPage(proxy, sides[1]!.answer, page.limit),
      })
    return counted
  } finally {
    for (const { child } of sides) await child.stop()
    proxy.close()
  }
}

/** Medians: the server also polls now and then. */
async function countPage(proxy: PostgresProxy, port: number, asked: Page['ours']): Promise<Traffic> {
  const seen: Traffic[] = []
  for (let n = 0; n < WARM_UP + TIMES; n++) {
    const before = proxy.traffic()
    await sendOnce(
      port,
      'lanes' in asked
        ? asked.lanes[0]![n % asked.lanes[0]!.length]!
        : asked.requests[n % Math.min(WARM_UP, asked.requests.length)]!,
    )
    const after = proxy.traffic()
    if (n < WARM_UP) continue
    seen.push({ statements: after.statements - before.statements, roundTrips: after.roundTrips - before.roundTrips })
  }
  return {
    statements: Math.round(
      quantile(
        seen.map(({ statements }) => statements),
        0.5,
      ),
    ),
    roundTrips: Math.round(
      quantile(
        seen.map(({ roundTrips }) => roundTrips),
        0.5,
      ),
    ),
  }
}
