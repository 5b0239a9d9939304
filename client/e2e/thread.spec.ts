import type { Locator, Page } from '@playwright/test'
import { hostileTexts } from './support/hostile.ts'
import { bubble, composer, list, log, open, opened, say, ticketAt } from './support/screen.ts'
import { operationOf } from './support/operations.ts'
import { expect, HOME, test } from './support/test.ts'
import { DESKTOP, PHONE } from './support/widths.ts'

const scroller = '[role=log]'

test('older messages load on scrolling, and visible ones do not move', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Diary of ${buyer.person.name}`, 'Message 0')
  for (let n = 1; n < 300; n++)
    await buyer.api.reply(ticket.id, `Message ${n}${' and then some more of it'.repeat(n % 7)}`)
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Message 299')

  let pages = 0
  while (!(await bubble(buyer.page, 'Message 0').first().isVisible())) {
    const moved = await largestMoveWhileLoading(buyer.page)
    expect(moved).toBeLessThanOrEqual(1)
    expect(++pages).toBeLessThan(100)
  }
  expect(pages).toBeGreaterThan(3)
  await expect(log(buyer.page)).toContainText('The conversation starts here.')
})

test('visible messages do not move when older ones of the same author load late', async ({ enter }) => {
  const buyer = await enter('buyer')
  const { page } = buyer
  const ticket = await buyer.api.createTicket(`Diary of ${buyer.person.name}`, 'Message 0')
  for (let n = 1; n < 80; n++) await buyer.api.reply(ticket.id, `Message ${n}`)
  let release = () => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  await page.route('**/graphql', async (route) => {
    if (operationOf(route.request()) === 'ThreadPage') await released
    await route.fallback()
  })
  await open(page, ticket.subject)
  await opened(page, 'Message 79')
  await page.locator(scroller).evaluate((box) => (box.scrollTop = 0))
  const oldest = page.locator(`${scroller} [data-seq]`).first().getByText('Message', { exact: false })
  await expect(oldest).toBeInViewport()
  // The oldest loaded message shows the name and time; loading an older one of the same author removes them.
  const watched = bubble(page, (await oldest.textContent())!).getByText('Message', { exact: false })
  const before = (await watched.boundingBox())!.y
  release()
  await expect(bubble(page, 'Message 20')).toBeAttached()
  expect(Math.abs((await watched.boundingBox())!.y - before)).toBeLessThanOrEqual(1)
})

/**
 * Scrolls up by most of a screen and watches one message in sight, frame by frame, until nothing has changed for a
 * while. Returns how far it was moved by anything but the scrolling, in pixels.
 */
const largestMoveWhileLoading = (page: Page): Promise<number> =>
  page.locator(scroller).evaluate(async (box) => {
    const frame = () => new Promise(requestAnimationFrame)
    // Another font breaks lines differently.
    await document.fonts.ready
    box.scrollTop -= box.clientHeight * 0.9
    await frame()
    const middle = box.getBoundingClientRect().top + box.clientHeight / 2
    const rows = [...box.querySelectorAll<HTMLElement>('[data-seq]')]
    const watched = rows.find((one) => one.getBoundingClientRect().bottom > middle)!
    const start = watched.getBoundingClientRect().top
    let largest = 0
    for (let still = 0, height = box.scrollHeight; still < 12; still++) {
      await frame()
      if (!watched.isConnected) return Infinity
      largest = Math.max(largest, Math.abs(watched.getBoundingClientRect().top - start))
      if (box.scrollHeight !== height) still = 0
      height = box.scrollHeight
    }
    return largest
  })

test('new messages do not scroll a reader away, and are counted', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Ladder of ${buyer.person.name}`, 'Message 0')
  for (let n = 1; n < 30; n++) await buyer.api.reply(ticket.id, `Message ${n}`)
  const agent = await enter('agent')
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Message 29')
  await buyer.page.locator(scroller).evaluate((box) => (box.scrollTop -= 400))
  const pill = buyer.page.getByRole('button', { name: 'Latest message' })
  await expect(pill).toBeVisible()
  await agent.api.reply(ticket.id, 'From below.')
  await buyer.page.getByRole('button', { name: '1 new' }).click()
  await expect(bubble(buyer.page, 'From below.')).toBeInViewport()
})

test('a message is shown and copied exactly as it was typed', async ({ enter }) => {
  const { page, api, person } = await enter('buyer', { permissions: ['clipboard-read', 'clipboard-write'] })
  const ticket = await api.createTicket(`Scribe of ${person.name}`, 'Message 0')
  const text =
    '  3~5 days,\t100~200 euro\n\n\n1. yes\n3. no\n```sh\nnpm  ci\n```\n*100*1# \u00A0 https://paypal.com@evil.example/a_ \n'
  await open(page, ticket.subject)
  await composer(page).fill(text)
  await composer(page).press('Control+Enter')
  const shown = bubble(page, '3~5 days').locator('div[dir=auto]')
  await expect.poll(() => shown.evaluate((element) => element.textContent)).toBe(text)
  // The logged message replaces the unsent one, which ends a selection.
  await expect(bubble(page, '3~5 days')).toContainText('Sent')

  // Moves the focus out of the composer, because copying applies to the focused element.
  await composer(page).press('Escape')
  await shown.selectText()
  await page.keyboard.press('Control+c')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
  await expect(shown.getByRole('link')).toHaveAttribute('data-host', 'evil.example')
})

test('100 texts that would run script, as messages and subjects, run nothing', async ({ enter }) => {
  const buyer = await enter('buyer')
  const texts = hostileTexts()
  expect(texts).toHaveLength(100)
  const ticket = await buyer.api.createTicket(`Parrot of ${buyer.person.name}`, 'Message 0')
  for (const text of texts) await buyer.api.reply(ticket.id, text)
  // Subjects reject characters that change the text direction.
  const subjectOf = (text: string) => text.replaceAll(/[\u202A-\u202E\u2066-\u2069]/g, '').replaceAll(/\s+/g, ' ')
  for (const text of texts) await buyer.api.createTicket(subjectOf(text).slice(0, 200), text)

  const agent = await enter('agent')
  for (const [home, { page }] of [
    [HOME.buyer, buyer],
    [HOME.agent, agent],
  ] as const) {
    const harm = watchForHarm(page)
    await page.goto(ticketAt(home, ticket.number))
    await opened(page, texts.at(-1)!.slice(0, 4))
    // Renders everything once: the conversation to its beginning, the list to its end.
    while (!(await bubble(page, 'Message 0').first().isVisible())) await largestMoveWhileLoading(page)
    for (let from = 0; from < 101 * 76; from += 600) {
      await list(page).evaluate((box, top) => box.scrollTo({ top }), from)
      await expect(list(page).getByRole('option').first()).toBeVisible()
    }
    expect(await page.evaluate(() => 'ran' in window)).toBe(false)
    await expect(
      log(page).locator('script, iframe, img, svg:not(.lucide), object, embed, form, style, link'),
    ).toHaveCount(0)
    await expect(log(page).locator('a:not([href^="http"], [href^="mailto:"])')).toHaveCount(0)
    expect(harm).toEqual([])
  }
})

/** Dialogs, and requests to other hosts. */
const watchForHarm = (page: Page): string[] => {
  const harm: string[] = []
  page.on('dialog', (dialog) => harm.push(dialog.message()))
  page.on('request', (request) => {
    if (!request.url().startsWith(process.env.E2E_URL!)) harm.push(request.url())
  })
  return harm
}

test('right-to-left text, emoji and 20,000 characters keep the layout', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Scroll of ${buyer.person.name}`)
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Hello, can you help?')
  await say(buyer.page, 'مرحبا، المقاس صغير جدا')
  await expect(bubble(buyer.page, 'مرحبا').locator('[dir]').last()).toHaveCSS('direction', 'rtl')
  await say(buyer.page, '🎉👩🏽‍🚀🇵🇹')
  await opened(buyer.page, '🎉👩🏽‍🚀🇵🇹')
  const long = 'w'.repeat(20_000)
  await composer(buyer.page).fill(`${long}w`)
  await expect(buyer.page.getByRole('alert')).toHaveText('1 character too long')
  await expect(buyer.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await say(buyer.page, long)
  // The logged message replaces the pending one, collapsed again.
  await expect(bubble(buyer.page, 'www')).toContainText('Sent')
  await bubble(buyer.page, 'www').getByRole('button', { name: 'Show all' }).click()
  await expect(bubble(buyer.page, long)).toHaveCount(1)
  const overflow = () =>
    buyer.page.evaluate(() =>
      [document.documentElement, document.querySelector('[role=log]')!].map((box) => box.scrollWidth - box.clientWidth),
    )
  expect(await overflow()).toEqual([0, 0])
  await buyer.page.setViewportSize({ width: 390, height: 844 })
  await expect(log(buyer.page)).toBeVisible()
  expect(await overflow()).toEqual([0, 0])
})

for (const viewport of [DESKTOP, PHONE])
  test(`the editor of the last message is fully visible, also as it grows, at ${viewport.width} px`, async ({
    enter,
  }) => {
    const buyer = await enter('buyer', { viewport })
    const ticket = await buyer.api.createTicket(`Editor of ${buyer.person.name}`)
    for (let n = 0; n < 12; n++) await buyer.api.reply(ticket.id, `Message ${n}`)
    await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
    await opened(buyer.page, 'Message 11')
    await bubble(buyer.page, 'Message 11').hover()
    await bubble(buyer.page, 'Message 11')
      .getByRole('button', { name: /^Actions/ })
      .click()
    await buyer.page.getByRole('menuitem', { name: 'Edit' }).click()
    const editor = log(buyer.page).getByRole('textbox', { name: 'Edit message' })
    const save = log(buyer.page).getByRole('button', { name: 'Save' })
    await expect(editor).toBeFocused()
    for (const inside of [editor, save]) await expect(inside).toBeInViewport({ ratio: 1 })
    await expect.poll(() => isAboveComposer(save)).toBe(true)
    await editor.fill(Array.from({ length: 30 }, (_, n) => `Line ${n}`).join('\n'))
    await expect.poll(() => isAboveComposer(save)).toBe(true)
    await editor.press('Control+Enter')
    await expect(bubble(buyer.page, 'Line 29')).toBeVisible()
    await expect(editor).toHaveCount(0)
  })

/** Whether a button in the log is fully visible. */
const isAboveComposer = (button: Locator): Promise<boolean> =>
  button.evaluate((element) => {
    const [inner, outer] = [element, element.closest('[role=log]')!].map((one) => one.getBoundingClientRect())
    return inner!.top >= outer!.top && inner!.bottom <= outer!.bottom
  })
