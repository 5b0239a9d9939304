import type { Page, Route } from '@playwright/test'
import { operationOf } from './support/operations.ts'
import { list, row } from './support/screen.ts'
import { expect, test } from './support/test.ts'

/** A promise that is resolved from outside. */
const signal = () => {
  let give = () => {}
  const given = new Promise<void>((resolve) => (give = resolve))
  return { give, given }
}

/**
 * Reloads the page, without the scripts of its list until `arrive`. `lists` has the requests for lists: as whom, and whether these scripts
 * have been there. Resolves once the page knows who is signed in, and waits for them.
 */
const reloadWithoutDesk = async (page: Page) => {
  const lists: { viewer: string | undefined; hadScripts: boolean }[] = []
  const [wanted, arrival] = [signal(), signal()]
  let hadScripts = false
  page.on('request', (request) => {
    if (operationOf(request) === 'TicketPage') lists.push({ viewer: request.headers()['parley-viewer'], hadScripts })
  })
  await page.route('**/assets/desk-*.js', async (route: Route) => {
    wanted.give()
    await arrival.given
    await route.continue()
  })
  const viewer = page.waitForResponse((response) => operationOf(response.request()) === 'Viewer')
  await page.reload({ waitUntil: 'commit' })
  await Promise.all([viewer, wanted.given])
  const arrive = () => {
    hadScripts = true
    arrival.give()
  }
  return { lists, arrive }
}

test('a reload asks for the list once, before its scripts are there, and continues from that answer', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const [teapot, jug] = [`Teapot of ${buyer.person.name}`, `Jug of ${buyer.person.name}`]
  await buyer.api.createTicket(teapot)
  const { page } = await enter('agent')
  await expect(row(page, teapot)).toBeVisible()

  // No feed, so nothing but the first request can show a ticket.
  const live = signal()
  await page.routeWebSocket(/\/graphql/, async (socket) => {
    await live.given
    socket.connectToServer()
  })
  const early = page.waitForResponse((response) => operationOf(response.request()) === 'TicketPage')
  const { lists, arrive } = await reloadWithoutDesk(page)
  await (await early).finished()
  expect(lists).toEqual([{ viewer: expect.any(String), hadScripts: false }])
  await expect(list(page)).toBeHidden()
  await buyer.api.createTicket(jug)
  arrive()
  await expect(row(page, teapot)).toBeVisible()
  expect(lists).toHaveLength(1)
  await expect(row(page, jug)).toHaveCount(0)

  // Asking for the list again does not help: what has happened since comes by the feed.
  await page.route(/\/graphql$/, (route) =>
    operationOf(route.request()) === 'TicketPage' ? undefined : route.continue(),
  )
  live.give()
  await expect(row(page, jug)).toBeVisible()
})

test('the client asks for a list that is not remembered', async ({ enter }) => {
  const { page, api } = await enter('buyer')
  await api.createTicket('A teapot')
  await expect(row(page, 'A teapot')).toBeVisible()
  await page.evaluate(() => localStorage.removeItem('parley.lists'))
  const { lists, arrive } = await reloadWithoutDesk(page)
  expect(lists).toEqual([])
  arrive()
  await expect(row(page, 'A teapot')).toBeVisible()
  expect(lists[0]!.hadScripts).toBe(true)
})

test('whoever signs in next at this browser gets their own list', async ({ enter, console }) => {
  const [first, next] = [await enter('buyer'), await enter('buyer')]
  await first.api.createTicket('A teapot')
  await next.api.createTicket('A samovar')
  const { page } = first
  await expect(row(page, 'A teapot')).toBeVisible()
  // The server rejects what is remembered of the first one.
  console.allow(/status of 409/)
  await page.context().addCookies(await next.page.context().cookies())
  const { lists, arrive } = await reloadWithoutDesk(page)
  arrive()
  await expect(row(page, 'A samovar')).toBeVisible()
  await expect(row(page, 'A teapot')).toHaveCount(0)
  const [early, ...later] = lists.map(({ viewer }) => viewer)
  expect(later).not.toHaveLength(0)
  expect(later).not.toContain(early)
})
