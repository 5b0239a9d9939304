import type { Browser, Page } from '@playwright/test'
import { composer, log } from '../e2e/support/screen.ts'
import { plan, quantile, table } from './plan.ts'
import { AGENT_HOME, BUYER_HOME, openPage } from './windows.ts'

/** The milliseconds from Enter until these moments. */
type Echo = { own: number; sent: number; answered: number; received: number; other: number }

/** From Enter until a message is painted on the writer's own screen and on the other one, and how far it is meanwhile. */
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
  const row = (name: string, echoes: Echo[]) => {
    const of = (moment: keyof Echo, share = 0.5) =>
      quantile(
        echoes.map((one) => one[moment]),
        share,
      )
    const medians = (['own', 'sent', 'answered', 'received', 'other'] as const).map((moment) => of(moment))
    return [name, ...medians, of('other', 0.99), of('other', 1), of('own', 0.99), String(echoes.length)]
  }
  return table(
    [
      'from Enter, ms (p50)',
      'own bubble',
      'request sent',
      'answered',
      'at the other page',
      'painted there',
      'p99',
      'most',
      'own bubble, p99',
      'messages',
    ],
    [row('agent writes', fromAgent), row('buyer writes', fromBuyer)],
  )
}

const echo = async (from: Page, to: Page, text: string): Promise<Echo> => {
  for (const page of [from, to]) await page.evaluate(awaitMessage, text)
  const field = composer(from)
  await field.fill(text)
  await field.press('Enter')
  const [own, other] = [await from.evaluate(resultOf, text), await to.evaluate(resultOf, text)]
  const [entered, { sent, answered }] = await from.evaluate(transitOf, text)
  const [, { received }] = await to.evaluate(transitOf, text)
  const since = (moment: number) => moment - entered
  return {
    own: since(own),
    sent: since(sent),
    answered: since(answered),
    received: since(received),
    other: since(other),
  }
}

const transitOf = (text: string) => [bench.entered, bench.transit.get(text)!] as const

const awaitMessage = (text: string): void => {
  bench.transit.clear()
  bench.transit.set(text, { sent: 0, answered: 0, received: 0 })
  bench.waitFor(text, () => {
    const articles = document.querySelectorAll('[role=log] article')
    // A new message is among the last.
    for (let n = articles.length - 1; n >= Math.max(0, articles.length - 4); n--)
      if (articles[n]!.textContent?.includes(text)) return true
    return false
  })
}

const resultOf = (name: string): Promise<number> => bench.result(name)
