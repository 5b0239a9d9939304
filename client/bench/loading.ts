import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import type { Browser, BrowserContext, CDPSession, Page } from '@playwright/test'
import { plan, table } from './plan.ts'
import { AGENT_HOME, listShown, newWindow } from './windows.ts'

const DIST = fileURLToPath(new URL('../dist/', import.meta.url))
/** A slow connection: 400 kbit/s down and up, and a latency of 400 ms. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }

/** What a page asked for until it was usable. */
type Load = { requests: number; cached: number; bytes: number; scripts: string[]; painted: number; usable: number }

/** What is loaded before the list is usable, at a first and at a second visit. */
export const measureSizes = async (browser: Browser): Promise<string> => {
  const context = await newWindow(browser, plan.agent)
  const first = await load(context, AGENT_HOME, listShown)
  const again = await load(context, AGENT_HOME, listShown)
  await context.close()
  const kilobytes = (load: Load, of: (file: string) => number) =>
    (load.scripts.reduce((sum, file) => sum + of(file), 0) / 1_000).toFixed(0)
  const row = (name: string, load: Load) => [
    name,
    String(load.requests),
    String(load.requests - load.cached),
    (load.bytes / 1_000).toFixed(0),
    kilobytes(load, gzipped),
    kilobytes(load, brotlied),
    (load.usable * 1_000).toFixed(0),
  ]
  const lazy = readdirSync(path.join(DIST, 'assets'))
    .filter((file) => file.endsWith('.js') && !first.scripts.includes(`assets/${file}`))
    .map((file) => ({ file, bytes: gzipped(`assets/${file}`) }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 5)
  return [
    table(
      ['until the list is usable', 'requests', 'over the network', 'kB transferred', 'JS, kB gz', 'JS, kB br', 'ms'],
      [row('first visit', first), row('repeat visit', again)],
    ),
    '',
    `Largest chunks that are loaded later, kB gz: ${lazy.map(({ file, bytes }) => `${file.replace(/-[\w-]{8}\.js$/, '')} ${(bytes / 1_000).toFixed(0)}`).join(', ')}.`,
  ].join('\n')
}

/** First and repeat visits over a slow line. */
export const measureSlowLine = async (browser: Browser): Promise<string> => {
  const rows: string[][] = []
  for (const [name, person, at, isThere] of [
    ['/sign-in', undefined, '/sign-in', signInShown],
    [AGENT_HOME, plan.agent, AGENT_HOME, listShown],
  ] as const) {
    const context = await newWindow(browser, person)
    for (const visit of ['first visit', 'repeat visit']) {
      const { painted, usable, requests, cached, bytes } = await load(context, at, isThere, SLOW)
      const seconds = (value: number) => `${value.toFixed(1)} s`
      rows.push([
        `${name}, ${visit}`,
        seconds(painted),
        seconds(usable),
        String(requests - cached),
        (bytes / 1_000).toFixed(0),
      ])
    }
    await context.close()
  }
  return table(['400 kbit/s, 400 ms', 'first paint', 'usable', 'requests over the network', 'kB'], rows)
}

const signInShown = (page: Page): Promise<void> =>
  page
    .getByRole('button', { name: /Sign in/ })
    .first()
    .waitFor({ timeout: 300_000 })

const load = async (
  context: BrowserContext,
  at: string,
  isThere: (page: Page) => Promise<void>,
  line?: typeof SLOW,
): Promise<Load> => {
  const page = await context.newPage()
  const session = await context.newCDPSession(page)
  const seen = watch(session)
  await session.send('Network.enable')
  if (line) await session.send('Network.emulateNetworkConditions', line)
  const began = performance.now()
  await page.goto(at, { waitUntil: 'commit', timeout: 300_000 })
  await isThere(page)
  const usable = (performance.now() - began) / 1_000
  const { requests, cached, bytes, scripts } = seen
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0)
  const loaded = { requests, cached, bytes, scripts: [...scripts], painted: painted / 1_000, usable }
  await page.close()
  return loaded
}

const watch = (session: CDPSession) => {
  const cached = new Set<string>()
  const seen = {
    requests: 0,
    get cached() {
      return cached.size
    },
    bytes: 0,
    scripts: new Set<string>(),
  }
  session.on('Network.requestWillBeSent', () => (seen.requests += 1))
  session.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId))
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    if (response.fromDiskCache) cached.add(requestId)
    if (type === 'Script') seen.scripts.add(new URL(response.url).pathname.slice(1))
  })
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (seen.bytes += encodedDataLength))
  return seen
}

/** The size of a file of the build as it is sent: the build has compressed files beside it. */
const gzipped = (file: string): number => sizeOf(`${file}.gz`) ?? gzipSync(readFileSync(path.join(DIST, file))).length
const brotlied = (file: string): number =>
  sizeOf(`${file}.br`) ?? brotliCompressSync(readFileSync(path.join(DIST, file))).length

const sizeOf = (file: string): number | undefined => statSync(path.join(DIST, file), { throwIfNoEntry: false })?.size
