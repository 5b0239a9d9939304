import type { Browser, Page } from '@playwright/test'
import { composer, log } from '../e2e/support/screen.ts'
import { plan, quantile, table } from './plan.ts'
import { AGENT_HOME, BUYER_HOME, openPage } from './windows.ts'

type Echo = { own: number; other: number }

/** From Enter until a message is painted on the writer's own screen and on the other one. */
export const measureEcho = async (browser: Browser): Promise<string> => {
  const { number, requester } = plan.ticket
  const agent = await openPage(browser, plan.agent, `${AGENT_HOME}?ticket=${number}`)
  const buyer = await openPage(browser, requester, `${BUYER_HOME}?ticket=${number}`)
  for (const page of [agent, buyer]) await log(page).getByRole('article').first().waitFor()
  const fromAgent: Echo[] = []
  const fromBuyer: Echo[] = []
  // The first is warm-up.
  for (let n = -2; n < plan.samples; n++) {
    const [there, back] = [await echo(agent, buyer, `From agent ${n}.`), await echo(buyer, agent, `From buyer ${n}.`)]
    if (n < 0) continue
    fromAgent.push(there)
    fromBuyer.push(back)
  }
  for (const page of [agent, buyer]) await page.context().close()
  const row = (name: string, echoes: Echo[], of: keyof Echo) => {
    const times = echoes.map((one) => one[of])
    return [name, quantile(times, 0.5), quantile(times, 0.99), quantile(times, 1), String(times.length)]
  }
  return table(
    ['Enter → painted', 'p50, ms', 'p99, ms', 'most, ms', 'messages'],
    [
      row('agent writes: the buyer’s screen', fromAgent, 'other'),
      row('buyer writes: the agent’s screen', fromBuyer, 'other'),
      row('agent writes: own bubble', fromAgent, 'own'),
      row('buyer writes: own bubble', fromBuyer, 'own'),
    ],
  )
}

const echo = async (from: Page, to: Page, text: string): Promise<Echo> => {
  for (const page of [from, to]) await page.evaluate(awaitMessage, text)
  const field = composer(from)
  await field.fill(text)
  await field.press('Enter')
  const [own, other] = [await from.evaluate(resultOf, text), await to.evaluate(resultOf, text)]
  const entered = await from.evaluate(() => bench.entered)
  return { own: own - entered, other: other - entered }
}

const awaitMessage = (text: string): void => {
  bench.waitFor(text, () => {
    const articles = document.querySelectorAll('[role=log] article')
    // A new message is among the last.
    for (let n = articles.length - 1; n >= Math.max(0, articles.length - 4); n--)
      if (articles[n]!.textContent?.includes(text)) return true
    return false
  })
}

const resultOf = (name: string): Promise<number> => bench.result(name)
