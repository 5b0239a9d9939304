import { performance } from 'node:perf_hooks'
import type { Page } from '@playwright/test'
import { HOME, test } from './support/test.ts'
import { list } from './support/screen.ts'

/** A slow connection: 400 kbit/s down and up, and a latency of 400 ms. */
const SLOW = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }

/** Loads an address over a slow line, with an empty cache; returns what was loaded when. */
const measure = async (page: Page, path: string, isThere: () => Promise<void>): Promise<void> => {
  const session = await page.context().newCDPSession(page)
  let [bytes, requests] = [0, 0]
  session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength))
  session.on('Network.requestWillBeSent', () => (requests += 1))
  await session.send('Network.enable')
  await session.send('Network.clearBrowserCache')
  await session.send('Network.emulateNetworkConditions', SLOW)
  const began = performance.now()
  const since = () => `${((performance.now() - began) / 1_000).toFixed(1)} s`
  await page.goto(path, { waitUntil: 'commit', timeout: 120_000 })
  const painted = page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime)
  const first = Number(await (await painted).jsonValue()) / 1_000
  await isThere()
  // What it prints is its purpose.
  // oxlint-disable-next-line no-console
  console.log(
    `${path}: first paint ${first.toFixed(1)} s, usable ${since()}, ${requests} requests, ${Math.round(bytes / 1_000)} kB`,
  )
}

// `MEASURE=1 npx playwright test` in client/: prints measurements, without assertions.
test('over a slow line', async ({ visit, enter, console }) => {
  console.allow(/favicon/)
  test.setTimeout(300_000)
  const stranger = await visit('about:blank')
  await measure(stranger, '/sign-in', () =>
    stranger
      .getByRole('button', { name: /Sign in/ })
      .first()
      .waitFor(),
  )
  const { page } = await enter('agent', { at: '/shell.css' })
  await measure(page, HOME.agent, () => list(page).waitFor())
})
