import { mkdtempSync, readlinkSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { Api } from './support/api.ts'
import { takePerson } from './support/people.ts'
import { record, recorded, storedChunks } from './support/recording.ts'
import { opened, ticketAt } from './support/screen.ts'
import { throttle } from './support/slow.ts'
import { expect, HOME, test } from './support/test.ts'

const FIRST = 'Hello, can you help?'

// A chunk is stored every second, so a crash loses only what was recorded since the last one.
for (const chunks of [4, 12])
  test(`killing the browser after it has stored ${chunks} chunks of a recording loses none of them`, async ({
    console,
    launchOptions,
  }) => {
    // Chromium says this of every capture of a screen where the camera is forbidden, though none is asked for.
    console.allow(/camera is not allowed in this document/)
    const api = await Api.signIn(takePerson('buyer'))
    const ticket = await api.createTicket(`Killed after ${chunks} chunks`)
    const [cookie, ...value] = api.cookie.split('=')
    const profile = mkdtempSync(path.join(tmpdir(), 'parley-killed-'))
    const open = async (): Promise<{ context: BrowserContext; page: Page }> => {
      const options = { ...launchOptions, baseURL: api.url, locale: 'en-US' }
      const context = await chromium.launchPersistentContext(profile, options)
      throttle(context)
      await console.listen(context)
      await context.addCookies([{ name: cookie!, value: value.join('='), url: api.url, httpOnly: true }])
      const page = await context.newPage()
      await page.goto(ticketAt(HOME.buyer, ticket.number))
      await opened(page, FIRST)
      return { context, page }
    }
    try {
      const first = await open()
      await record(first.page)
      await recorded(first.page, chunks)
      const gone = first.context.waitForEvent('close')
      const before = await storedChunks(first.page)
      // Kills the whole browser: no database is closed and nothing is written.
      process.kill(browserOf(profile), 'SIGKILL')
      await gone

      const { context, page } = await open()
      expect((await storedChunks(page)).slice(0, before.length)).toEqual(before)
      await page.getByRole('button', { name: 'Recover recording' }).click()
      const review = page.getByRole('dialog', { name: 'Review recording' })
      await expect(review.getByRole('slider', { name: /^Start/ })).toBeAttached()
      const duration = () => review.locator('video').evaluate((video: HTMLVideoElement) => video.duration)
      // Not a number until the browser has read the beginning of the file.
      await expect.poll(duration).toBeGreaterThan(0)
      const seconds = await duration()
      test
        .info()
        .annotations.push({ type: 'recovered', description: `${seconds.toFixed(2)} s, ${before.length} chunks` })
      await context.close()
    } finally {
      rmSync(profile, { recursive: true, force: true })
    }
  })

/** Chromium's process of a profile, as the profile's lock names it: `<host>-<process>`. */
const browserOf = (profile: string): number =>
  Number(readlinkSync(path.join(profile, 'SingletonLock')).split('-').at(-1))
