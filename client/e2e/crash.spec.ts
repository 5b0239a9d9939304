import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { Api } from './support/api.ts'
import { takePerson } from './support/people.ts'
import { opened, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

const FIRST = 'Hello, can you help?'
/** What a crash may cost, as people are told: seconds. */
const LOST_MAX = 3
const FAKE = ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream']

const timer = async (page: Page): Promise<number> => {
  const text = await page.getByRole('region', { name: 'Screen recording' }).textContent()
  const [, minutes = 0, seconds = 0] = /Recording · (\d+):(\d+)/.exec(text ?? '') ?? []
  return Number(minutes) * 60 + Number(seconds)
}

for (const seconds of [4, 12])
  test(`a browser that is killed after ${seconds} s of recording has lost ${LOST_MAX} s at most`, async ({
    console,
    launchOptions,
  }) => {
    test.slow()
    // Chromium says this of every capture of a screen where the camera is forbidden, though none is asked for.
    console.allow(/camera is not allowed in this document/)
    const api = await Api.signIn(takePerson('buyer'))
    const ticket = await api.createTicket(`Killed after ${seconds} s`)
    const [cookie, ...value] = api.cookie.split('=')
    const profile = mkdtempSync(path.join(tmpdir(), 'parley-killed-'))
    const open = async (): Promise<{ context: BrowserContext; page: Page }> => {
      const options = { ...launchOptions, args: [...launchOptions.args!, ...FAKE], baseURL: api.url }
      const context = await chromium.launchPersistentContext(profile, { ...options, locale: 'en-US' })
      await console.listen(context)
      await context.addCookies([{ name: cookie!, value: value.join('='), url: api.url, httpOnly: true }])
      const page = context.pages()[0] ?? (await context.newPage())
      await page.goto(ticketAt(HOME.buyer, ticket.number))
      await opened(page, FIRST)
      return { context, page }
    }
    try {
      const first = await open()
      await first.page.getByRole('button', { name: 'Record the screen' }).click()
      await first.page.getByRole('button', { name: 'Choose and record' }).click()
      await expect.poll(() => timer(first.page), { timeout: 40_000 }).toBeGreaterThanOrEqual(seconds)
      const gone = first.context.waitForEvent('close')
      const shown = await timer(first.page)
      // The whole browser, at once and without a word: nobody closes a database or writes anything down.
      process.kill(browserOf(profile), 'SIGKILL')
      await gone

      const { context, page } = await open()
      await page.getByRole('button', { name: 'Recover recording' }).click()
      const review = page.getByRole('dialog', { name: 'Your recording' })
      await expect(review.getByRole('slider', { name: /^Start/ })).toBeAttached({ timeout: 40_000 })
      const kept = await review.locator('video').evaluate((video: HTMLVideoElement) => video.duration)
      test.info().annotations.push({ type: 'recovered', description: `${kept.toFixed(2)} s of ${shown} s` })
      process.stdout.write(`killed at ${shown} s: ${kept.toFixed(2)} s recovered\n`)
      expect(kept).toBeGreaterThanOrEqual(shown - LOST_MAX)
      await context.close()
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  })

/** Chromium's process of a profile, as the profile's lock names it: `<host>-<process>`. */
const browserOf = (profile: string): number =>
  Number(readlinkSync(path.join(profile, 'SingletonLock')).split('-').at(-1))
