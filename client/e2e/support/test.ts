import {
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from '@playwright/test'
import { Api } from './api.ts'
import { listenToConsole, type Console } from './console.ts'
import { lengthenTimeouts } from './timeouts.ts'
import { takePerson, type Person, type Role } from './people.ts'
import { throttle } from './slow.ts'

export { expect } from '@playwright/test'

type Options = BrowserContextOptions & {
  /** Where to go once signed in. */
  at?: string
  /** A separate server. */
  url?: string
  /** A separate browser. */
  browser?: Browser
}

/** A signed-in person in a separate window. */
export type Seat = { page: Page; person: Person; api: Api }

export const HOME: Record<Role, string> = { buyer: '/dashboard/chat', seller: '/seller/chat', agent: '/admin' }

type Fixtures = {
  /** An unused person of this role with their stored session, or this person with a new session. */
  enter: (who: Role | Person, options?: Options) => Promise<Seat>
  /** A window without a session. */
  visit: (path: string, options?: Options) => Promise<Page>
  /** A test fails if a page logs anything, throws, or violates the content security policy. */
  console: Console
}

export const test = base.extend<Fixtures>({
  console: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from this pattern.
    async ({}, use) => {
      const console = listenToConsole()
      await use(console)
      base.expect(console.messages(), 'what the pages said in their consoles').toEqual([])
    },
    { auto: true },
  ],

  visit: async ({ browser, console }, use) => {
    const opened: { close: () => Promise<void> }[] = []
    await use(async (path, options = {}) => {
      const context = await newWindow(browser, options)
      opened.push(context)
      await console.listen(context)
      const page = await context.newPage()
      await page.goto(path)
      return page
    })
    for (const context of opened) await context.close()
  },

  enter: async ({ browser, console }, use) => {
    const opened: { close: () => Promise<void> }[] = []
    await use(async (who, options = {}) => {
      const person = typeof who === 'string' ? takePerson(who) : who
      const api = typeof who === 'string' ? Api.stored(person) : await Api.signIn(person, options.url)
      const context = await newWindow(browser, options)
      opened.push(context)
      await console.listen(context)
      const [name, ...value] = api.cookie.split('=')
      await context.addCookies([{ name: name!, value: value.join('='), url: api.url, httpOnly: true, sameSite: 'Lax' }])
      const page = await context.newPage()
      const at = options.at ?? (typeof who === 'string' ? HOME[who] : '/')
      await page.goto(at)
      return { page, person, api }
    })
    for (const context of opened) await context.close()
  },
})

const newWindow = async (usual: Browser, options: Options): Promise<BrowserContext> => {
  const { at: _at, url = process.env.E2E_URL, browser = usual, ...more } = options
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
    timezoneId: 'Europe/Lisbon',
    baseURL: url,
    serviceWorkers: 'block',
    ...more,
  })
  throttle(context)
  await lengthenTimeouts(context)
  return context
}
