import { chromium, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { FLAGS } from '../e2e/support/flags.ts'
import { list } from '../e2e/support/screen.ts'
import { plan, type Person } from './plan.ts'
import { installProbe } from './probe.ts'

export const AGENT_HOME = '/admin'
export const BUYER_HOME = '/dashboard/chat'

/** Starts Chromium. Frames as fast as the machine paints them would be no measure of a screen: 60 a second, as usual. */
export const launch = (): Promise<Browser> => chromium.launch({ executablePath: plan.chromium, args: FLAGS })

/** Starts Chromium on a screen: without one it presents a frame only when somebody asks for it, seconds after a key was pressed. */
export const launchOnScreen = (): Promise<Browser> => {
  if (!process.env['DISPLAY']) throw new Error('This needs a screen: xvfb-run -a pnpm bench client --only day')
  return chromium.launch({ executablePath: plan.chromium, args: FLAGS, headless: false })
}

/** A window of its own, signed in as this person. */
export const newWindow = async (browser: Browser, person?: Person): Promise<BrowserContext> => {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Lisbon',
    baseURL: plan.url,
    serviceWorkers: 'block',
  })
  // Functions that are sent to a page were compiled with a helper that the page does not have.
  await context.addInitScript('globalThis.__name = (f) => f')
  await context.addInitScript(installProbe)
  // A busy page answers late, and that is what is measured.
  context.setDefaultTimeout(120_000)
  if (person) await context.addCookies([cookieOf(person)])
  return context
}

const cookieOf = ({ cookie }: Person) => {
  const at = cookie.indexOf('=')
  return {
    name: cookie.slice(0, at),
    value: cookie.slice(at + 1),
    url: plan.url,
    httpOnly: true,
    sameSite: 'Lax' as const,
  }
}

/** Opens a page in a window of its own. */
export const openPage = async (browser: Browser, person: Person, path: string): Promise<Page> => {
  const page = await (await newWindow(browser, person)).newPage()
  await page.goto(path)
  return page
}

/** Waits until the list of tickets shows its first row. */
export const listShown = async (page: Page): Promise<void> => {
  await list(page).locator('[role=option]:not([aria-label="…"])').first().waitFor({ timeout: 300_000 })
}
