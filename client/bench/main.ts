import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Browser } from '@playwright/test'
import { measureDay } from './day.ts'
import { measureEcho } from './echo.ts'
import { measureLighthouse } from './lighthouse.ts'
import { measureSizes, measureSlowLine } from './loading.ts'
import { plan, say, sendElsewhere } from './plan.ts'
import { measureScrolling } from './scrolling.ts'
import { measureSwitch } from './ticketSwitch.ts'
import { launch } from './windows.ts'

/** What is measured, and whether messages are sent elsewhere meanwhile. */
const PARTS: [name: string, isBusy: boolean, measure: (browser: Browser) => Promise<string>][] = [
  ['echo', true, measureEcho],
  ['switch', true, measureSwitch],
  ['scroll', true, measureScrolling],
  ['sizes', false, measureSizes],
  ['slow', false, measureSlowLine],
  ['lighthouse', false, measureLighthouse],
  ['day', true, measureDay],
]

const browser = await launch()

/** Closes what a part has left open, and says where pictures of it are. */
const closeAll = async (name: string): Promise<void> => {
  for (const [n, context] of browser.contexts().entries()) {
    const file = path.join(tmpdir(), `parley-bench-${name}-${n}.png`)
    for (const page of context.pages()) await page.screenshot({ path: file }).catch(() => undefined)
    say(`What it showed: ${file}`)
    await context.close()
  }
}

try {
  for (const [name, isBusy, measure] of PARTS) {
    // A day takes as long as it is told to: only if it is asked for.
    if (plan.only ? !plan.only.includes(name) : name === 'day') continue
    sendElsewhere(isBusy ? plan.messagesPerSecond : 0)
    try {
      const text = await measure(browser)
      say(`\n${text}`)
    } catch (error) {
      // The other parts are measured all the same.
      process.exitCode = 1
      say(`\n${name} FAILED: ${error instanceof Error ? error.message : String(error)}`)
      await closeAll(name)
    }
  }
} finally {
  sendElsewhere(0)
  await browser.close()
}
process.disconnect()
