import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Locator, Page } from '@playwright/test'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The rules about colours, the only ones that depend on the theme. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

type Options = {
  /** Check this part of the page only. Enough for tests of something else, at a tenth of the cost. */
  within?: Locator
  /** Run these rules only. */
  rules?: string[]
}

/**
 * What axe finds on the page, one line for each element, once the page is settled. The browser itself evaluates axe, so
 * the content security policy still applies.
 */
export const violations = async (page: Page, where: string, { within, rules }: Options = {}): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE)
  await settled(page)
  const found = await (within ?? page.locator('html')).evaluate(async (element, rules) => {
    const context = element === document.documentElement ? document : element
    const options = { resultTypes: ['violations'], preload: false, ...(rules && { runOnly: rules }) }
    const { violations } = await (window as any).axe.run(context, options)
    return violations.flatMap(({ id, nodes }: any) =>
      nodes.map(({ html, failureSummary }: any) => `${id}: ${html}\n${failureSummary}`),
    ) as string[]
  }, rules)
  return found.map((line) => `${where}: ${line}`)
}

/** Waits until everything has been rendered: animations have ended, and nothing has changed for two frames. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame)
    const ends = ({ effect }: Animation) => effect?.getComputedTiming().endTime !== Infinity
    let changed = true
    const observer = new MutationObserver(() => (changed = true))
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true })
    while (changed) {
      changed = false
      await Promise.allSettled(document.getAnimations().flatMap((one) => (ends(one) ? [one.finished] : [])))
      await frame()
      await frame()
    }
    observer.disconnect()
  })
