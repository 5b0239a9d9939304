import type { Browser, Page } from '@playwright/test'
import { list } from '../e2e/support/screen.ts'
import { plan, quantile, table } from './plan.ts'
import { AGENT_HOME, listShown, openPage } from './windows.ts'

const ROW_PX = 76
/** So many conversations are kept by a page: `client/src/messages/useThreadLog.ts`. */
const KEPT = 12

/** From the press on a row until the other ticket's messages are painted: of tickets not seen before, and of some that were. */
export const measureSwitch = async (browser: Browser): Promise<string> => {
  // The agent's own tickets: nothing moves them while messages arrive elsewhere.
  const page = await openPage(browser, plan.agent, `${AGENT_HOME}?view=mine`)
  await listShown(page)
  const count = Number(await list(page).getByRole('option').first().getAttribute('aria-setsize'))
  const cold: number[] = []
  const cached: number[] = []
  for (let n = 1; n <= Math.min(plan.samples, count); n++) cold.push(await switchTo(page, n))
  const last = Math.min(plan.samples, count)
  for (let n = 0; n < plan.samples; n++) cached.push(await switchTo(page, last - 1 - (n % Math.min(KEPT, last - 1))))
  await page.context().close()
  const row = (name: string, times: number[]) => [
    name,
    quantile(times, 0.5),
    quantile(times, 0.95),
    quantile(times, 1),
    String(times.length),
  ]
  return table(
    ['press → painted', 'p50, ms', 'p95, ms', 'most, ms', 'switches'],
    [row('ticket switch, cold', cold), row('ticket switch, cached', cached)],
  )
}

const switchTo = async (page: Page, position: number): Promise<number> => {
  await page.evaluate(showRow, { top: (position - 3) * ROW_PX })
  const row = page.locator(`[data-ticket-list] [role=option][aria-posinset="${position}"]:not([aria-label="…"])`)
  await row.waitFor({ timeout: 60_000 })
  const name = `switch ${position} ${Math.random()}`
  await page.evaluate(awaitTicket, { name, position })
  const { x, y } = (await row.boundingBox())!
  await page.mouse.click(x + 150, y + 20)
  const painted = await page.evaluate((wanted) => bench.result(wanted), name)
  return painted - (await page.evaluate(() => bench.pressed))
}

const showRow = ({ top }: { top: number }): void => {
  document.querySelector('[data-ticket-list]')!.scrollTop = Math.max(0, top)
}

const awaitTicket = ({ name, position }: { name: string; position: number }): void => {
  const row = document.querySelector(`[data-ticket-list] [role=option][aria-posinset="${position}"]`)!
  const subject = row.querySelector('span[dir=auto]')!.textContent!
  for (const article of document.querySelectorAll('[role=log] article')) bench.old.add(article)
  bench.waitFor(name, () => {
    const headings = [...document.querySelectorAll('main h1, main h2, main h3')]
    if (!headings.some((heading) => heading.textContent?.includes(subject))) return false
    return [...document.querySelectorAll('[role=log] article')].some((article) => !bench.old.has(article))
  })
}
