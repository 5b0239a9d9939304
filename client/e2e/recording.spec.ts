import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { tray } from './support/files.ts'
import { record, recorded } from './support/recording.ts'
import { composer, log, opened, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

const FIRST = 'Hello, can you help?'

// Chromium says this of every capture of a screen where the camera is forbidden, though none is asked for.
test.beforeEach(({ console }) => console.allow(/camera is not allowed in this document/))

const stop = (page: Page): Promise<void> => page.getByRole('button', { name: 'Stop', exact: true }).click()

test('a screen is recorded, reviewed, trimmed and sent, and another user plays it and seeks', async ({ enter }) => {
  const seller = await enter('seller')
  const ticket = await seller.api.createTicket(`Checkout of ${seller.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, FIRST)
  await seller.page.goto(ticketAt(HOME.seller, ticket.number))
  await opened(seller.page, FIRST)

  await record(seller.page)
  const bar = seller.page.getByRole('region', { name: 'Screen recording' })
  await expect(bar).toContainText(/Recording · \d+:\d\d/)
  expect(await violations(seller.page, 'while recording', { within: bar })).toEqual([])
  await recorded(seller.page, 5)
  await stop(seller.page)

  const review = seller.page.getByRole('dialog', { name: 'Review recording' })
  const start = review.getByRole('slider', { name: /^Start/ })
  await expect(start).toBeAttached()
  expect(await violations(seller.page, 'the recording before it is sent', { within: review })).toEqual([])
  const whole = await review.locator('video').evaluate((video: HTMLVideoElement) => video.duration)
  expect(whole).toBeGreaterThan(3)
  // The end can be anywhere; the start must be at a key frame.
  await review.getByRole('slider', { name: /^End/ }).focus()
  for (let step = 0; step < 10; step++) await seller.page.keyboard.press('ArrowLeft')
  await expect(review).toContainText(/\d:\d\d of \d:\d\d/)
  await review.getByRole('button', { name: 'Attach recording' }).click()
  await expect(tray(seller.page)).toContainText('Screen recording')
  await seller.page.getByRole('button', { name: 'Send', exact: true }).click()

  const film = log(agent.page).getByRole('button', { name: /^Play Screen recording .*webm, \d:\d\d/ })
  await film.click()
  const player = agent.page.getByRole('dialog', { name: 'Files in this conversation' }).locator('video')
  await expect.poll(() => player.evaluate((video: HTMLVideoElement) => video.currentTime)).toBeGreaterThan(0)
  const sought = await player.evaluate(async (video: HTMLVideoElement) => {
    video.pause()
    const { duration } = video
    const arrived = new Promise((resolve) => video.addEventListener('seeked', resolve, { once: true }))
    video.currentTime = duration - 0.5
    await arrived
    return { duration, at: video.currentTime, width: video.videoWidth }
  })
  // The trimmed recording has a duration and is seekable, unlike MediaRecorder's output.
  expect(sought.duration).toBeLessThan(whole - 0.5)
  expect(sought.at).toBeCloseTo(sought.duration - 0.5, 1)
  expect(sought.width).toBeGreaterThan(100)
  const { ticket: read } = await seller.api.ask(
    `query($n: String!) { ticket(number: $n) { attachments { kind isRecording durationSeconds thumbnailUrl } } }`,
    { n: ticket.number },
  )
  expect(read.attachments).toEqual([
    {
      kind: 'VIDEO',
      isRecording: true,
      durationSeconds: expect.closeTo(sought.duration, 1),
      thumbnailUrl: expect.any(String),
    },
  ])
})

test('a page that crashes while recording loses only seconds: the recording can be recovered', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Crash of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  await record(buyer.page)
  await recorded(buyer.page, 3)
  const context = buyer.page.context()
  await buyer.page.close({ runBeforeUnload: false })

  const page = await context.newPage()
  await page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(page, FIRST)
  await page.getByRole('button', { name: 'Recover recording' }).click()
  const review = page.getByRole('dialog', { name: 'Review recording' })
  await expect(review.getByRole('slider', { name: /^Start/ })).toBeAttached()
  expect(await review.locator('video').evaluate((video: HTMLVideoElement) => video.duration)).toBeGreaterThan(0)
  await review.getByRole('button', { name: 'Attach recording' }).click()
  await expect(tray(page)).toContainText('Screen recording')
  await expect(page.getByRole('button', { name: 'Recover recording' })).toHaveCount(0)
})

test('a recording is paused and discarded, and leaves nothing behind', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Pause of ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  await record(buyer.page)
  await recorded(buyer.page, 1)
  const bar = buyer.page.getByRole('region', { name: 'Screen recording' })
  await bar.getByRole('button', { name: 'Pause' }).click()
  await expect(bar).toContainText(/Paused · \d:\d\d/)
  await bar.getByRole('button', { name: 'Resume' }).click()
  await stop(buyer.page)
  const review = buyer.page.getByRole('dialog', { name: 'Review recording' })
  // The button moves once the recording has been read.
  await expect(review.getByRole('slider', { name: /^Start/ })).toBeAttached()
  await review.getByRole('button', { name: 'Discard' }).click()
  await buyer.page
    .getByRole('dialog', { name: 'Discard this recording?' })
    .getByRole('button', { name: 'Discard' })
    .click()
  await expect(review).toHaveCount(0)
  await expect(tray(buyer.page)).toHaveCount(0)
  await expect
    .poll(async () => (await buyer.api.ask(`{ attachmentLimits { usedTodayBytes } }`)).attachmentLimits.usedTodayBytes)
    .toBe(0)
  await buyer.page.reload()
  await expect(composer(buyer.page)).toBeVisible()
  await expect(buyer.page.getByRole('button', { name: 'Recover recording' })).toHaveCount(0)
})

test('a blocked capture is explained, and nothing is recorded', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`No of ${buyer.person.name}`)
  await buyer.page.addInitScript(() => {
    navigator.mediaDevices.getDisplayMedia = () => Promise.reject(new DOMException('No', 'NotAllowedError'))
  })
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, FIRST)
  await buyer.page.getByRole('button', { name: 'Record the screen' }).click()
  await buyer.page.getByRole('button', { name: 'Start recording' }).click()
  await expect(buyer.page.getByRole('alert')).toHaveText(
    'Screen recording was blocked. Allow it in your browser and try again.',
  )
})
