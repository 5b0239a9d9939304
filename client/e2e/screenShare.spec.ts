import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { opened, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

// A screen that moves, and nobody to ask for it.
test.use({
  launchOptions: async ({ launchOptions }, use) =>
    use({
      ...launchOptions,
      args: [...launchOptions.args!, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream'],
    }),
})

// Chromium says this of every capture of a screen where the camera is forbidden, though none is asked for.
test.beforeEach(({ console }) => console.allow(/camera is not allowed in this document/))

/** Frames that the page's video has shown so far. */
const frames = (page: Page): Promise<number> =>
  page.locator('video').evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)

const bar = (page: Page) => page.getByRole('region', { name: 'You are sharing your screen' })
const tile = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

test('a buyer shares, an agent watches live, and the tile goes when it stops', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Screen of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, 'Hello, can you help?')
  const agent = await enter('agent', { at: '/admin/live' })

  await buyer.page.getByRole('button', { name: 'Share my screen' }).click()
  await expect(bar(buyer.page)).toContainText('Nobody is watching')
  await expect(tile(agent.page, buyer.person.name)).toContainText('Shared by choice')
  await tile(agent.page, buyer.person.name).getByRole('button', { name: /Watch/ }).click()
  await expect.poll(() => frames(agent.page), { timeout: 20_000 }).toBeGreaterThan(5)
  const before = await frames(agent.page)
  await expect.poll(() => frames(agent.page), { timeout: 20_000 }).toBeGreaterThan(before + 5)
  await expect(bar(buyer.page)).toContainText(`Viewed by ${agent.person.name}`)
  expect(await violations(agent.page, 'watching')).toEqual([])
  expect(await violations(buyer.page, 'sharing')).toEqual([])

  await bar(buyer.page).getByRole('button', { name: 'Stop sharing' }).click()
  await expect(agent.page.getByText('The screen is not shared any more.')).toBeVisible({ timeout: 2_000 })
  await expect(agent.page.getByText(`${buyer.person.name} sees that you are watching.`)).toBeHidden()
  await expect(bar(buyer.page)).toHaveCount(0)
  await agent.page.getByRole('button', { name: 'Close' }).click()
  await expect(tile(agent.page, buyer.person.name)).toHaveCount(0)
  await expect(buyer.page.getByText('You stopped sharing the screen')).toBeVisible()
})

test('staff ask, the buyer agrees, and closing the window ends it', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Asked ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await agent.page.getByRole('button', { name: 'Ask to see the screen' }).click()
  await expect(buyer.page.getByRole('alert')).toContainText(`${agent.person.name} asks to see your screen`)
  await buyer.page.getByRole('alert').getByRole('button', { name: 'Share my screen' }).click()
  await expect(bar(buyer.page)).toBeVisible()
  await agent.page.getByRole('button', { name: 'Screen is being shared: Watch' }).click()
  await expect.poll(() => frames(agent.page), { timeout: 20_000 }).toBeGreaterThan(1)
  await buyer.page.close()
  await expect(agent.page.getByText('The screen is not shared any more.')).toBeVisible({ timeout: 5_000 })
})

test('a connection that breaks is made anew, and nobody has to do anything', async ({ enter }) => {
  test.slow()
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Broken line of ${buyer.person.name}`)
  // What a change of the network does to the sharer's end: the way that was agreed on leads nowhere any more.
  await buyer.page.addInitScript(() => {
    const made: RTCPeerConnection[] = []
    const Original = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        made.push(this)
      }
    }
    Object.assign(window, { breakConnections: () => made.splice(0).forEach((one) => one.close()) })
  })
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  const agent = await enter('agent', { at: '/admin/live' })
  await buyer.page.getByRole('button', { name: 'Share my screen' }).click()
  await tile(agent.page, buyer.person.name).getByRole('button', { name: /Watch/ }).click()
  await expect.poll(() => frames(agent.page), { timeout: 20_000 }).toBeGreaterThan(5)
  await expect(bar(buyer.page)).toContainText(`Viewed by ${agent.person.name}`)

  await buyer.page.evaluate(() => (window as unknown as { breakConnections: () => void }).breakConnections())
  await expect(agent.page.getByText('The connection was lost. Connecting again…')).toBeVisible({ timeout: 40_000 })
  await expect(agent.page.getByText('The connection was lost. Connecting again…')).toBeHidden({ timeout: 40_000 })
  const before = await frames(agent.page)
  await expect.poll(() => frames(agent.page), { timeout: 20_000 }).toBeGreaterThan(before + 5)
  await expect(bar(buyer.page)).toContainText(`Viewed by ${agent.person.name}`)
})

test('a watcher who is signed out sees nothing more', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Watched ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  const agent = await enter('agent', { at: '/admin/live' })
  await buyer.page.getByRole('button', { name: 'Share my screen' }).click()
  await tile(agent.page, buyer.person.name).getByRole('button', { name: /Watch/ }).click()
  await expect.poll(() => frames(agent.page), { timeout: 20_000 }).toBeGreaterThan(1)
  await expect(bar(buyer.page)).toContainText(`Viewed by ${agent.person.name}`)
  const signedOut = await fetch(`${agent.api.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: agent.api.cookie, origin: agent.api.url },
    body: '{}',
  })
  expect(signedOut.status).toBe(200)
  await expect(bar(buyer.page)).toContainText('Nobody is watching', { timeout: 5_000 })
})

test('who declines to share is not asked again on any device, and who asked is told', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Declined by ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  const device = await enter(buyer.person, { at: HOME.buyer })
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await agent.page.getByRole('button', { name: 'Ask to see the screen' }).click()
  const notNow = device.page.getByRole('button', { name: 'Not now' })
  await expect(notNow).toBeVisible()
  await buyer.page.getByRole('button', { name: 'Not now' }).click()
  await expect(agent.page.getByText(`${buyer.person.name} declined screen sharing in ${ticket.number}.`)).toBeVisible()
  await expect(notNow).toHaveCount(0)
  await device.page.reload()
  await expect(device.page.getByRole('button', { name: 'New ticket' }).first()).toBeVisible()
  await expect(notNow).toHaveCount(0)
  await agent.page.reload()
  await expect(agent.page.getByRole('button', { name: `${buyer.person.name} declined at` })).toBeVisible()
})
