import { chromium, type Browser, type Page } from '@playwright/test'
import { hasDisplay, openDisplay } from './support/display.ts'
import { tray } from './support/files.ts'
import { FLAGS } from './support/flags.ts'
import { record, recorded, storedChunks } from './support/recording.ts'
import { log, opened, ticketAt } from './support/screen.ts'
import { expect, HOME, test as base } from './support/test.ts'

// The other specs of recording and sharing use Chromium's fake device. Here a Chromium with a window captures the
// screen that its window is on, and what arrives at the other end is compared with what was on it.

const SCREEN = { width: 1280, height: 800 }
const FIRST = 'Hello, can you help?'
const RED = 'rgb(200, 30, 90)'
const BLUE = 'rgb(20, 60, 210)'

const test = base.extend<object, { windowed: Browser }>({
  windowed: [
    async ({ launchOptions }, use) => {
      const display = await openDisplay(SCREEN)
      const browser = await chromium.launch({
        ...launchOptions,
        headless: false,
        env: { ...process.env, DISPLAY: display.name },
        args: [
          ...FLAGS,
          '--auto-select-desktop-capture-source=Entire screen',
          '--window-position=0,0',
          `--window-size=${SCREEN.width},${SCREEN.height}`,
        ],
      })
      await use(browser)
      await browser.close()
      display.close()
    },
    { scope: 'worker' },
  ],
})

test.skip(!hasDisplay(), 'There is no Xvfb here, and so no screen to capture (apt-get install xvfb).')

// Chromium says this of every capture of a screen where the camera is forbidden, though none is asked for.
test.beforeEach(({ console }) => console.allow(/camera is not allowed in this document/))

/** Covers the screen with one colour, as another application would. */
const show = async (cover: Page, colour: string): Promise<void> => {
  await cover.setContent(`<title>${colour}</title><body style="background: ${colour}">`)
  await cover.bringToFront()
}

/** The distance of the present frame from a colour, up to 255, left of its middle, where the pointer is. */
const farFrom = (page: Page, colour: string): Promise<number> =>
  page
    .locator('video')
    .last()
    .evaluate((video: HTMLVideoElement, wanted) => {
      const context = new OffscreenCanvas(1, 1).getContext('2d')!
      const { videoWidth: width, videoHeight: height } = video
      if (width === 0) return 255
      context.drawImage(video, width / 4, height / 2, 1, 1, 0, 0, 1, 1)
      const seen = context.getImageData(0, 0, 1, 1).data
      return Math.max(...wanted.map((value, i) => Math.abs(value - seen[i]!)))
    }, colour.match(/\d+/g)!.map(Number))

test('the agent sees the screen as it changes', async ({ enter, windowed }) => {
  const buyer = await enter('buyer', { browser: windowed, viewport: null })
  const ticket = await buyer.api.createTicket(`Real screen of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await buyer.page.getByRole('button', { name: 'Share my screen' }).click()
  await expect(buyer.page.getByRole('region', { name: 'You are sharing your screen' })).toBeVisible()
  await agent.page.getByRole('button', { name: 'Screen is being shared: Watch' }).click()

  const cover = await buyer.page.context().newPage()
  for (const colour of [RED, BLUE]) {
    await show(cover, colour)
    await expect.poll(() => farFrom(agent.page, colour)).toBeLessThan(40)
  }
})

test('a recording plays what was on the screen', async ({ enter, windowed }) => {
  const seller = await enter('seller', { browser: windowed, viewport: null })
  const ticket = await seller.api.createTicket(`Real film of ${seller.person.name}`)
  await seller.page.goto(ticketAt(HOME.seller, ticket.number))
  await opened(seller.page, FIRST)
  await record(seller.page)
  await recorded(seller.page, 1)
  const cover = await seller.page.context().newPage()
  await show(cover, RED)
  // The chunk being recorded may have begun before the change, and the next two are red.
  await recorded(seller.page, (await storedChunks(seller.page)).length + 4)
  await seller.page.getByRole('button', { name: 'Stop', exact: true }).dispatchEvent('click')
  await seller.page.bringToFront()
  await seller.page
    .getByRole('dialog', { name: 'Review recording' })
    .getByRole('button', { name: 'Attach recording' })
    .click()
  await expect(tray(seller.page)).toContainText('Screen recording')
  await seller.page.getByRole('button', { name: 'Send', exact: true }).click()

  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await log(agent.page)
    .getByRole('button', { name: /^Play Screen recording/ })
    .click()
  const player = agent.page.getByRole('dialog', { name: 'Files in this conversation' }).locator('video')
  await player.evaluate(async (video: HTMLVideoElement) => {
    video.pause()
    const arrived = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    video.currentTime = video.duration - 0.6
    await arrived
  })
  await expect.poll(() => farFrom(agent.page, RED)).toBeLessThan(40)
})
