import type { Page, Request } from '@playwright/test'
import { NO_NETWORK } from './support/console.ts'
import { PASSWORD } from './support/people.ts'
import { bubble, composer, opened, row, say, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

test('shows the page outline before the client, and loads little before sign-in', async ({ visit }) => {
  const page = await visit('about:blank')
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/assets/**', async (route) => {
    await arrived
    await route.continue()
  })
  await page.goto('/admin', { waitUntil: 'commit' })
  await expect(page.getByRole('status', { name: 'Loading' })).toBeVisible()
  await expect(page.getByText('Parley', { exact: true })).toBeVisible()
  arrive()
  await expect(page.getByRole('heading', { name: 'Sign in to' })).toBeVisible()
  await expect(page.getByRole('status', { name: 'Loading' })).toBeHidden()

  await page.goto('/sign-in')
  await expect(page.getByRole('heading', { name: 'Sign in to' })).toBeVisible()
  const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  // One of them is the script that asks who is signed in while the others load.
  expect(names.filter((name) => name.includes('/assets/')).length).toBeLessThanOrEqual(9)
})

test('who is signed in is asked once, while the client is still loading', async ({ visit }) => {
  const page = await visit('about:blank')
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => (arrive = resolve))
  await page.route('**/assets/index-*.js', async (route) => {
    await arrived
    await route.continue()
  })
  const idOf = (request: Request): unknown => JSON.parse(request.postData() ?? '{}').documentId
  const sent: unknown[] = []
  page.on('request', (request) => request.url().endsWith('/graphql') && sent.push(idOf(request)))
  const first = page.waitForRequest('**/graphql')
  await page.goto('/sign-in', { waitUntil: 'commit' })
  const asked = idOf(await first)
  expect(asked).toMatch(/^sha256:/)
  arrive()
  await expect(page.getByRole('heading', { name: 'Sign in to' })).toBeVisible()
  expect(sent.filter((id) => id === asked)).toHaveLength(1)
})

/** The compressed size of the transferred scripts and styles in bytes, of these chunks or of all. */
const transferred = (page: Page, chunks = ''): Promise<number> =>
  page.evaluate((names) => {
    const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
    const wanted = new RegExp(`/assets/(${names}).*\\.(js|css)$`)
    return files.filter(({ name }) => wanted.test(name)).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
  }, chunks)

test('the initial resources are compressed and stay within the budget', async ({ enter, visit }) => {
  const stranger = await visit('/sign-in')
  await expect(stranger.getByRole('heading', { name: 'Sign in to' })).toBeVisible()
  const signIn = await transferred(stranger)
  expect(signIn).toBeGreaterThan(100_000)
  expect(signIn).toBeLessThan(200_000)
  const { page } = await enter('buyer')
  await expect(page.getByRole('navigation').first()).toBeVisible()
  // The rest is fetched once the list is shown.
  expect(await transferred(page, 'index|vendor|rolldown|fields|desk')).toBeLessThan(240_000)
})

test('a reload without a network keeps what was read, written and changed, and sends it when it is back', async ({
  enter,
  console,
}) => {
  console.allow(NO_NETWORK)
  const buyer = await enter('buyer', { serviceWorkers: 'allow' })
  const [ticket, other] = [await buyer.api.createTicket('Toaster'), await buyer.api.createTicket('Mixer')]
  const { page } = buyer
  await page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(page, 'Hello, can you help?')
  // Installed once all files are kept.
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await page.goto(ticketAt(HOME.buyer, other.number))
  await opened(page, 'Hello, can you help?')
  await composer(page).fill('A draft about the mixer')
  await page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(page, 'Hello, can you help?')
  await expect(row(page, 'Mixer')).toBeVisible()

  await page.context().setOffline(true)
  const [worker] = page.context().serviceWorkers()
  expect(await worker!.evaluate(() => fetch('/health').then(String, () => 'offline'))).toBe('offline')
  await say(page, 'Written on a train.')
  await expect(bubble(page, 'Written on a train.')).toContainText('Waiting for connection')
  await page.getByRole('button', { name: 'Star', exact: true }).click()
  await expect(row(page, 'Toaster').getByRole('img', { name: 'Starred' })).toBeVisible()
  await expect(row(page, 'Toaster').getByRole('img', { name: 'Waits for the connection' })).toBeVisible()
  await expect(page.getByText('Offline. 1 message and 1 change will be sent.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('Offline. 1 message and 1 change will be sent.')).toBeVisible()
  await expect(bubble(page, 'Written on a train.')).toContainText('Waiting for connection')
  await opened(page, 'Hello, can you help?')
  await expect(row(page, 'Toaster').getByRole('img', { name: 'Starred' })).toBeVisible()
  await expect(row(page, 'Toaster').getByRole('img', { name: 'Waits for the connection' })).toBeVisible()
  await page.goto(ticketAt(HOME.buyer, other.number))
  await expect(composer(page)).toHaveValue('A draft about the mixer')
  await opened(page, 'Hello, can you help?')
  await page.goto(ticketAt(HOME.buyer, ticket.number))
  await expect(bubble(page, 'Written on a train.')).toBeVisible()
  // The worker cached no user data.
  const kept = await page.evaluate(async () => {
    const stores = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
    const requests = (await Promise.all(stores.map((cache) => cache.keys()))).flat()
    return requests.map(({ url }) => new URL(url).pathname)
  })
  expect(kept.filter((path) => !/^\/(assets\/|index\.html|shell\.css|theme\.js|favicon\.svg)/.test(path))).toEqual([])
  expect(await buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?'])

  await page.context().setOffline(false)
  await expect(bubble(page, 'Written on a train.')).toContainText('Sent')
  await expect.poll(() => buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?', 'Written on a train.'])
  await expect(row(page, 'Toaster').getByRole('img', { name: 'Starred' })).toBeVisible()
  await expect(page.getByText(/^Offline\./)).toHaveCount(0)
  await expect(page.getByRole('img', { name: 'Waits for the connection' })).toHaveCount(0)

  // Nobody else finds it at this browser; the draft waits for its author.
  await composer(page).fill('Half a sentence about the toaster')
  await page.getByRole('button', { name: new RegExp(buyer.person.name) }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in to' })).toBeVisible()
  const readable = () =>
    page.evaluate(async () => {
      const open = indexedDB.open('parley-kept')
      await new Promise((resolve) => (open.onsuccess = resolve))
      const count = open.result.transaction('answers').objectStore('answers').count()
      await new Promise((resolve) => (count.onsuccess = resolve))
      return count.result
    })
  expect(await readable()).toBe(0)
  expect(await page.evaluate(() => localStorage.getItem('parley.lists'))).toBe('null')
  await page.getByRole('textbox', { name: 'Email' }).fill(buyer.person.email)
  await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await row(page, 'Toaster').click()
  await expect(composer(page)).toHaveValue('Half a sentence about the toaster')
})
