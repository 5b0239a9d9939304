import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { opened, say, ticketAt } from './support/screen.ts'
import { expect, HOME, test, type Seat } from './support/test.ts'

// Chromium says this of every capture of a screen where the camera is forbidden, though none is asked for.
test.beforeEach(({ console }) => console.allow(/camera is not allowed in this document/))

/** Frames that the page's video has shown so far. */
const frames = (page: Page): Promise<number> =>
  page.locator('video').evaluate((video) => (video as HTMLVideoElement).getVideoPlaybackQuality().totalVideoFrames)

const bar = (page: Page) => page.getByRole('region', { name: 'You are sharing your screen' })
const tile = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

test('a buyer shares, an agent watches live, and the tile disappears when it stops', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Screen of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, 'Hello, can you help?')
  const agent = await enter('agent', { at: '/admin/live' })

  await buyer.page.getByRole('button', { name: 'Share my screen' }).click()
  await expect(bar(buyer.page)).toContainText('No one is watching')
  await expect(tile(agent.page, buyer.person.name)).toContainText('Shared with consent')
  await tile(agent.page, buyer.person.name).getByRole('button', { name: /Watch/ }).click()
  await expect.poll(() => frames(agent.page)).toBeGreaterThan(5)
  const before = await frames(agent.page)
  await expect.poll(() => frames(agent.page)).toBeGreaterThan(before + 5)
  await expect(bar(buyer.page)).toContainText(`Viewed by ${agent.person.name}`)
  expect(await violations(agent.page, 'watching', { within: agent.page.getByRole('dialog') })).toEqual([])
  expect(await violations(buyer.page, 'sharing', { within: bar(buyer.page) })).toEqual([])

  await bar(buyer.page).getByRole('button', { name: 'Stop sharing' }).click()
  await expect(agent.page.getByText('Screen sharing has ended.')).toBeVisible()
  await expect(agent.page.getByText(`${buyer.person.name} can see that you’re watching.`)).toBeHidden()
  await expect(bar(buyer.page)).toHaveCount(0)
  await agent.page.getByRole('button', { name: 'Close' }).click()
  await expect(tile(agent.page, buyer.person.name)).toHaveCount(0)
  await expect(buyer.page.getByText('You stopped screen sharing')).toBeVisible()
})

test('staff request a share, the buyer accepts, and closing the window ends it', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Asked ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await agent.page.getByRole('button', { name: 'Request screen sharing' }).click()
  await expect(buyer.page.getByRole('alert')).toContainText(`${agent.person.name} would like to see your screen`)
  await buyer.page.getByRole('alert').getByRole('button', { name: 'Share my screen' }).click()
  await expect(bar(buyer.page)).toBeVisible()
  await agent.page.getByRole('button', { name: 'Screen is being shared: Watch' }).click()
  await expect.poll(() => frames(agent.page)).toBeGreaterThan(1)
  // It is next to the conversation, which goes on meanwhile.
  await expect(agent.page.getByRole('button', { name: 'Full screen' })).toBeVisible()
  await say(agent.page, 'I can see it.')
  await opened(agent.page, 'I can see it.')
  await buyer.page.close()
  await expect(agent.page.getByText('Screen sharing has ended.')).toBeVisible()
})

test('a broken connection is restored without user action', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Broken line of ${buyer.person.name}`)
  // As after a network change of the sharer: the negotiated connection is broken.
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
  await expect.poll(() => frames(agent.page)).toBeGreaterThan(5)
  await expect(bar(buyer.page)).toContainText(`Viewed by ${agent.person.name}`)

  await buyer.page.evaluate(() => (window as unknown as { breakConnections: () => void }).breakConnections())
  await expect(agent.page.getByText('Connection lost. Reconnecting…')).toBeVisible()
  await expect(agent.page.getByText('Connection lost. Reconnecting…')).toBeHidden()
  const before = await frames(agent.page)
  await expect.poll(() => frames(agent.page)).toBeGreaterThan(before + 5)
  await expect(bar(buyer.page)).toContainText(`Viewed by ${agent.person.name}`)
})

/** Signs a user out in all tabs but this one, as another tab would. */
const signOut = async ({ api }: Seat): Promise<void> => {
  const { status } = await fetch(`${api.url}/api/auth/sign-out`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: api.cookie, origin: api.url },
    body: '{}',
  })
  expect(status).toBe(200)
}

/**
 * Keeps the page's captures and connections where a test can look at them, as a user with the developer tools could.
 */
const watchMedia = (page: Page) =>
  page.addInitScript(() => {
    const made: RTCPeerConnection[] = []
    const captured: MediaStreamTrack[] = []
    const Original = window.RTCPeerConnection
    window.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration)
        made.push(this)
      }
    }
    const capture = navigator.mediaDevices.getDisplayMedia.bind(navigator.mediaDevices)
    navigator.mediaDevices.getDisplayMedia = async (options) => {
      const stream = await capture(options)
      captured.push(...stream.getTracks())
      return stream
    }
    Object.assign(window, {
      openConnections: () => made.filter(({ connectionState }) => connectionState === 'connected').length,
      liveTracks: () => captured.filter(({ readyState }) => readyState === 'live').length,
    })
  })
const count = (page: Page, what: 'openConnections' | 'liveTracks'): Promise<number> =>
  page.evaluate((name) => (window as unknown as Record<string, () => number>)[name]!(), what)

/** A buyer who shares their screen, and an agent who watches it. */
const watched = async (enter: Parameters<Parameters<typeof test>[2]>[0]['enter']) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Watched ${buyer.person.name}`)
  await watchMedia(buyer.page)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  const agent = await enter('agent', { at: '/admin/live' })
  await buyer.page.getByRole('button', { name: 'Share my screen' }).click()
  await tile(agent.page, buyer.person.name).getByRole('button', { name: /Watch/ }).click()
  await expect.poll(() => frames(agent.page)).toBeGreaterThan(1)
  await expect(bar(buyer.page)).toContainText(`Viewed by ${agent.person.name}`)
  expect(await count(buyer.page, 'openConnections')).toBe(1)
  return { buyer, agent }
}

test('a signed-out watcher sees nothing more, and the sharer’s browser closes the connection', async ({ enter }) => {
  const { buyer, agent } = await watched(enter)
  await signOut(agent)
  await expect(bar(buyer.page)).toContainText('No one is watching')
  expect(await count(buyer.page, 'openConnections')).toBe(0)
  expect(await count(buyer.page, 'liveTracks')).toBe(1)
})

test('signing out in another tab ends the capture and the watcher’s picture', async ({ enter }) => {
  const { buyer, agent } = await watched(enter)
  await signOut(buyer)
  await expect.poll(() => count(buyer.page, 'liveTracks')).toBe(0)
  expect(await count(buyer.page, 'openConnections')).toBe(0)
  await expect(bar(buyer.page)).toHaveCount(0)
  await expect(agent.page.getByText('Screen sharing has ended.')).toBeVisible()
})

test('a declined request is removed on all devices, and its requester is notified', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Declined by ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  const device = await enter(buyer.person, { at: HOME.buyer })
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await agent.page.getByRole('button', { name: 'Request screen sharing' }).click()
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
