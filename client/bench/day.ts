import type { Browser, CDPSession, Page } from '@playwright/test'
import { composer, list, log } from '../e2e/support/screen.ts'
import { plan, quantile, table } from './plan.ts'
import type { Interaction } from './probe.ts'
import { AGENT_HOME, launchOnScreen, listShown, openPage } from './windows.ts'

const ACTIONS = 400
/** Until then caches fill: the conversations, lists and details that a page keeps. */
const WARM_UP = 80

/** An agent's day in one page that is never reloaded: how its heap grows, and how long it takes to paint what a key or a press changes. */
export const measureDay = async (): Promise<string> => {
  const browser = await launchOnScreen()
  try {
    return await measureIn(browser)
  } finally {
    await browser.close()
  }
}

const measureIn = async (browser: Browser): Promise<string> => {
  const page = await openPage(browser, plan.agent, `${AGENT_HOME}?view=mine`)
  await listShown(page)
  await page.evaluate(observeInteractions)
  const session = await page.context().newCDPSession(page)
  const started = Date.now()
  const heaps: number[] = []
  for (let n = 0; n < ACTIONS; n++) {
    const [action, perform] = HABITS[n % HABITS.length]!
    await page.evaluate((name) => void (bench.action = name), action)
    await perform(page, n)
    if (n >= WARM_UP && (n - WARM_UP) % 40 === 0) heaps.push(await heapOf(session))
    await page.waitForTimeout(Math.max(0, started + ((n + 1) / ACTIONS) * plan.minutes * 60_000 - Date.now()))
  }
  heaps.push(await heapOf(session))
  const interactions = await page.evaluate(() => [...bench.interactions.values()])
  await page.context().close()
  const [first, last] = [heaps[0]!, heaps.at(-1)!]
  return table(
    [`${ACTIONS} actions in ${plan.minutes} minutes`, 'value'],
    [
      ['heap after the first fifth', megabytes(first)],
      ['heap at the end', `${megabytes(last)} (${((last / first - 1) * 100).toFixed(1)} %)`],
      ['heap every 40 actions', heaps.map(megabytes).join(', ')],
    ],
  ).concat('\n\n', byAction(interactions))
}

/** The interactions to next paint of each action: their waiting until the handlers run, the handlers, and all until the paint. */
const byAction = (interactions: readonly Interaction[]): string => {
  const row = (name: string, those: readonly Interaction[]) => {
    const of = (share: number) =>
      quantile(
        those.map((one) => one.duration),
        share,
      )
    const half = (part: 'delay' | 'handling') =>
      quantile(
        those.map((one) => one[part]),
        0.5,
      )
    return [name, of(0.5), of(0.98), half('delay'), half('handling'), String(those.length)]
  }
  return table(
    ['interaction to next paint', 'p50, ms', 'p98, ms', 'p50 until handled', 'p50 handling', 'interactions'],
    [
      ...[...new Set([...HABITS.map(([action]) => action), SEND])].map((action) =>
        row(
          action,
          interactions.filter((one) => one.action === action),
        ),
      ),
      row('all', interactions),
    ],
  )
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`

/** The bytes of JavaScript objects that are still in use. */
const heapOf = async (session: CDPSession): Promise<number> => {
  await session.send('HeapProfiler.collectGarbage')
  return (await session.send('Runtime.getHeapUsage')).usedSize
}

/** The longest event of each interaction, as Chromium counts them for its Interaction to Next Paint. Shorter ones than 16 ms are not told. */
const observeInteractions = (): void => {
  bench.interactions = new Map()
  new PerformanceObserver((entries) => {
    for (const entry of entries.getEntries() as PerformanceEventTiming[]) {
      const { interactionId: id, duration, startTime, processingStart, processingEnd } = entry
      if (!id || duration <= (bench.interactions.get(id)?.duration ?? 0)) continue
      const delay = processingStart - startTime
      // The observer runs after the paint, usually before the next action.
      bench.interactions.set(id, { action: bench.action, delay, handling: processingEnd - processingStart, duration })
    }
  }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit)
}

/** As fast as people type who type fast: 130 words a minute, and as long as they hold a key. */
const TYPING = { delay: 90 }

/** Opens another of the agent's own tickets by a press on its row. */
const openTicket = async (page: Page, n: number): Promise<void> => {
  const rows = list(page).locator('[role=option]:not([aria-label="…"])')
  const shown = await rows.count()
  await rows.nth((n * 7) % Math.max(1, Math.min(shown, 8))).click()
  await log(page).getByRole('article').first().waitFor()
}

const SEND = 'send'

const reply = async (page: Page, n: number): Promise<void> => {
  await composer(page).click()
  await page.keyboard.type(`Answer ${n} of the day.`, TYPING)
  await page.evaluate((name) => void (bench.action = name), SEND)
  await page.keyboard.press('Enter', TYPING)
  await log(page)
    .getByRole('article')
    .filter({ hasText: `Answer ${n} of the day.` })
    .last()
    .waitFor()
  await page.keyboard.press('Escape', TYPING)
}

const readOn = async (page: Page): Promise<void> => {
  await log(page).hover()
  for (const by of [-900, -900, 1_800]) await page.mouse.wheel(0, by)
}

const pressKeys =
  (...keys: string[]) =>
  async (page: Page): Promise<void> => {
    await list(page).focus()
    for (const key of keys) await page.keyboard.press(key, TYPING)
  }

const searchAndLeave = async (page: Page): Promise<void> => {
  await page.keyboard.press('Control+k', TYPING)
  const field = page.getByRole('dialog').getByRole('searchbox')
  await field.fill('answer')
  await page.getByRole('dialog').getByRole('menuitem').first().waitFor()
  for (const _ of ['the text', 'the palette']) if (await field.isVisible()) await page.keyboard.press('Escape', TYPING)
  await field.waitFor({ state: 'hidden' })
}

const scrollList = async (page: Page): Promise<void> => {
  await list(page).hover()
  for (const by of [3_000, 3_000, -6_000]) await page.mouse.wheel(0, by)
}

/** What an agent does, in turns: mostly opening, reading and answering tickets. */
const HABITS: readonly (readonly [action: string, perform: (page: Page, n: number) => Promise<void>])[] = [
  ['open a ticket', openTicket],
  ['read on', readOn],
  ['type a reply', reply],
  ['open a ticket', openTicket],
  ['keys of the list', pressKeys('j', 'j', 'k', 'Enter')],
  ['open a ticket', openTicket],
  ['type a reply', reply],
  ['search', searchAndLeave],
  ['open a ticket', openTicket],
  ['scroll the list', scrollList],
]
