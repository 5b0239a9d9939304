import type { Locator, Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { composer, details, list, open, opened, row, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'
import { DESKTOP, LAPTOP, PHONE, SMALLEST, TABLET, ZOOMED } from './support/widths.ts'

const ADMIN = { name: 'Ruth Adeyemi', email: 'admin@parley.example' }
const FULL_WIDTH_TABS = [
  ['audit', 'Audit log'],
  ['analytics', 'Analytics'],
  ['requests', 'Chat requests'],
  ['live', 'Live screens'],
] as const

const widthOf = async (page: Page, region: string): Promise<number> =>
  (await page.getByRole(region === 'Conversation' ? 'main' : 'region', { name: region }).boundingBox())!.width

test('on a desktop four panels are side by side, and the details can be hidden', async ({ enter }) => {
  const { page, person, api } = await enter('buyer', { viewport: DESKTOP })
  const ticket = await api.createTicket(`Frame of ${person.name}`)
  await open(page, ticket.subject)
  await opened(page, 'Hello, can you help?')
  expect(await widthOf(page, 'Sidebar')).toBe(224)
  expect(await widthOf(page, 'Ticket list')).toBe(360)
  expect((await details(page).boundingBox())!.width).toBe(280)
  expect(await widthOf(page, 'Conversation')).toBeGreaterThanOrEqual(570)
  // However long the subject, the number is in the header.
  await expect(page.getByRole('main').getByText(ticket.number, { exact: true })).toBeInViewport()
  await page.getByRole('button', { name: 'Collapse sidebar' }).click()
  expect(await widthOf(page, 'Sidebar')).toBe(56)
  await page.getByRole('main').getByRole('button', { name: 'Details' }).click()
  await expect(details(page)).toHaveCount(0)
  await page.reload()
  await opened(page, 'Hello, can you help?')
  expect(await widthOf(page, 'Sidebar')).toBe(56)
  await expect(details(page)).toHaveCount(0)

  await page.setViewportSize(LAPTOP)
  await page.reload()
  await opened(page, 'Hello, can you help?')
  expect(await widthOf(page, 'Ticket list')).toBe(340)
})

test('on a tablet details are a drawer', async ({ enter }) => {
  const { page, person, api } = await enter('buyer', { viewport: TABLET })
  const ticket = await api.createTicket(`Hook of ${person.name}`)
  await open(page, ticket.subject)
  await opened(page, 'Hello, can you help?')
  expect(await widthOf(page, 'Sidebar')).toBe(56)
  await expect(details(page)).toHaveCount(0)
  await page.getByRole('main').getByRole('button', { name: 'Details' }).click()
  const drawer = page.getByRole('dialog', { name: 'Details' })
  await expect(drawer).toContainText('Close ticket')
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
})

for (const locale of ['en-US', 'de-AT', 'ar-EG']) {
  test(`on a tablet, selecting a ticket that has a tag moves no row (${locale})`, async ({ enter }) => {
    const { page, person, api } = await enter('agent', { viewport: TABLET, locale })
    const subject = `Valve of ${person.name}`
    await api.createTicket(subject, 'Hello', { tags: ['brass'] })
    await page.goto(`${HOME.agent}?text=${encodeURIComponent(subject)}`)
    const ticket = page.getByRole('listbox').getByRole('option').filter({ hasText: subject })
    await expect(ticket).toBeVisible()
    // The filter above the list is loaded after it.
    await expect(page.locator('header').getByText(subject)).toBeVisible()
    const place = await ticket.boundingBox()
    await page.keyboard.press('j')
    await page.keyboard.press('x')
    const bar = page.getByRole('toolbar')
    // Six changes, and the end of the selection.
    await expect(bar.getByRole('button')).toHaveCount(7)
    expect(await ticket.boundingBox()).toEqual(place)
    expect(await sideways(page)).toEqual([])
    expect(await violations(page, 'bulk edit', { within: bar })).toEqual([])
    const untag = bar.getByRole('button').last()
    // The pointer comes from somewhere: after a key, a tooltip waits for it to move.
    await bar.getByRole('button').first().hover()
    await untag.hover()
    await expect(page.getByRole('tooltip')).toHaveText((await untag.textContent())!)
    await untag.click()
    await expect(page.getByRole('menuitem', { name: 'brass' })).toBeVisible()
  })
}

for (const [locale, urgent] of [
  ['en-US', 'High'],
  ['de-AT', 'Hoch'],
  ['ar-EG', 'عالية'],
] as const) {
  test(`on a tablet, a row has room for the requester beside status and priority (${locale})`, async ({ enter }) => {
    const buyer = await enter('buyer')
    const ticket = await buyer.api.createTicket(`Cable of ${buyer.person.name}`)
    const { page, api } = await enter('agent', { viewport: TABLET, locale })
    await api.ask('mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }', { id: ticket.id })
    await api.change('setPriority', { ticketId: ticket.id, priority: 'HIGH' })
    await page.goto(`${HOME.agent}?text=${encodeURIComponent(ticket.subject)}`)
    const shown = page.getByRole('listbox').getByRole('option').filter({ hasText: ticket.subject })
    await expect(shown).toContainText(urgent)
    const room = (part: Locator) => part.evaluate(({ clientWidth, scrollWidth }) => ({ clientWidth, scrollWidth }))
    const requester = await room(shown.getByText(buyer.person.name, { exact: true }))
    expect(requester.clientWidth).toBeGreaterThanOrEqual(Math.min(56, requester.scrollWidth))
    const status = await room(shown.locator('[data-status] .truncate'))
    expect(status.clientWidth).toBe(status.scrollWidth)
  })
}

for (const [name, viewport] of Object.entries({ TABLET, PHONE })) {
  test(`the headings of full-width tabs are in one place and of one size (${name.toLowerCase()})`, async ({
    enter,
  }) => {
    const { page } = await enter(ADMIN, { viewport, at: '/admin/audit' })
    const places: unknown[] = []
    for (const [tab, title] of FULL_WIDTH_TABS) {
      await page.goto(`/admin/${tab}`)
      const heading = page.getByRole('heading', { level: 1, name: title })
      await expect(heading).toBeVisible()
      places.push(
        await heading.evaluate((shown) => [shown.getBoundingClientRect().left, getComputedStyle(shown).fontSize]),
      )
    }
    expect(places).toEqual(FULL_WIDTH_TABS.map(() => places[0]))
  })
}

test('on a phone the list, the conversation and the details are shown one at a time', async ({ enter }) => {
  const { page, person, api } = await enter('buyer', { viewport: PHONE, hasTouch: true, isMobile: true })
  const ticket = await api.createTicket(`Cup of ${person.name}`)
  const bar = page.getByRole('navigation', { name: 'Views' })
  await expect(bar).toBeVisible()
  await open(page, ticket.subject)
  await opened(page, 'Hello, can you help?')
  await expect(list(page)).toHaveCount(0)
  await expect(bar).toHaveCount(0)
  // The list had the focus, and is gone.
  await expect(page.getByRole('main', { name: 'Conversation' })).toBeFocused()
  await composer(page).fill('From my phone')
  await page.getByRole('button', { name: 'Send', exact: true }).tap()
  await opened(page, 'From my phone')
  await page.getByRole('button', { name: 'Details' }).tap()
  await expect(page.getByRole('dialog', { name: 'Details' })).toContainText('Close ticket')
  await page.getByRole('dialog', { name: 'Details' }).getByRole('button', { name: 'Close', exact: true }).tap()
  await expect(page.getByRole('button', { name: 'Details' })).toBeFocused()
  await page.getByRole('button', { name: 'Back to the list' }).tap()
  await expect(list(page)).toBeFocused()
  await expect(list(page)).toHaveAttribute(
    'aria-activedescendant',
    (await row(page, ticket.subject).getAttribute('id'))!,
  )
  expect(await smallTargets(page)).toEqual([])
})

/** Buttons too small for touch: less than 44 px high or wide. */
const smallTargets = (page: Page): Promise<string[]> =>
  page.getByRole('button').evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const { width, height } = button.getBoundingClientRect()
      const isShown = width > 1 && button.checkVisibility({ opacityProperty: true, visibilityProperty: true })
      return isShown && (width < 44 || height < 44)
        ? [`${button.ariaLabel ?? button.textContent}: ${width} × ${height}`]
        : []
    }),
  )

for (const [name, viewport] of Object.entries({ SMALLEST, ZOOMED, PHONE, TABLET })) {
  test(`nothing scrolls sideways at ${viewport.width} px (${name.toLowerCase()})`, async ({ enter, visit }) => {
    const signIn = await visit('/sign-in', { viewport })
    await expect(signIn.getByRole('button', { name: 'Ines Okafor' })).toBeVisible()
    expect(await sideways(signIn)).toEqual([])
    for (const role of ['buyer', 'agent'] as const) {
      const { page, person, api } = await enter(role, { viewport })
      const ticket = await api.createTicket(
        `An uncommonly long subject of ${person.name} ${'that goes on '.repeat(8)}`,
        'Hello',
        {
          tags: role === 'agent' ? ['a-tag-that-is-as-long-as-anybody-would-ever-make'] : [],
        },
      )
      await expect(list(page)).toBeVisible()
      expect(await sideways(page)).toEqual([])
      await page.goto(ticketAt(HOME[role], ticket.number))
      await opened(page, 'Hello')
      expect(await sideways(page)).toEqual([])
      await expect(composer(page)).toBeInViewport()
      // With the text spacing of WCAG 1.4.12 as well.
      expect(await lost(page)).toEqual([])
      await spaceOut(page)
      expect([...(await sideways(page)), ...(await lost(page))]).toEqual([])
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await sideways(page)).toEqual([])
    }
  })
}

/** The elements that overflow their container or the window. */
const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('html, body, [role=log], [role=listbox], main, aside, nav, [role=dialog]')].flatMap(
      (box) =>
        box.scrollWidth > box.clientWidth + 1 || box.getBoundingClientRect().right > innerWidth + 1
          ? [`${box.tagName} ${box.ariaLabel ?? ''}: ${box.scrollWidth} in ${box.clientWidth}`]
          : [],
    ),
  )

/** Sets the text as far apart as people may need it to read. */
const spaceOut = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
       p { margin-bottom: 2em !important }`,
    )
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  })

/** Texts of headers, bars and buttons that are not within them, but for the count on the bell, which is beside it on purpose. */
const lost = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const BOXES = 'header, nav, button, form'
    const isText = ({ nodeType, textContent }: Node) => nodeType === Node.TEXT_NODE && textContent!.trim() !== ''
    const shown = [...document.querySelectorAll<HTMLElement>(`:is(${BOXES}), :is(${BOXES}) *`)].filter(
      (one) => [...one.childNodes].some(isText) && one.clientWidth !== 1 && one.checkVisibility(),
    )
    return shown.flatMap((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect()
      const box = one.closest(BOXES)!.getBoundingClientRect()
      const isIn = left > box.left - 2 && right < box.right + 2 && top > box.top - 2 && bottom < box.bottom + 2
      return isIn || one.closest('.sr-only, [aria-hidden=true]')
        ? []
        : [`${one.textContent}: ${one.outerHTML.slice(0, 80)}`]
    })
  })

test('on touch screens a long press selects a row, and taps select others', async ({ enter }) => {
  // Its own tickets: new tickets of other tests would move the rows.
  const buyer = await enter('buyer')
  const subject = `Lever of ${buyer.person.name}`
  for (const which of ['first', 'second', 'third']) await buyer.api.createTicket(`${subject}, the ${which}`)
  const at = `/admin?text=${encodeURIComponent(subject)}`
  const { page } = await enter('agent', { at, viewport: PHONE, hasTouch: true, isMobile: true })
  const rows = list(page).getByRole('option')
  await expect(rows).toHaveCount(3)
  const box = (await rows.nth(0).boundingBox())!
  const session = await page.context().newCDPSession(page)
  const touchPoints = [{ x: box.x + 150, y: box.y + 20 }]
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints })
  await expect(page.getByText('1 selected')).toBeVisible()
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(page.getByText('1 selected')).toBeVisible()
  await rows.nth(2).tap()
  await expect(page.getByText('2 selected')).toBeVisible()
  await rows.nth(2).tap()
  await rows.nth(0).tap()
  await expect(page.getByText(/selected/)).toHaveCount(0)
  await rows.nth(0).tap()
  await expect(page.getByRole('main', { name: 'Conversation' })).toBeVisible()
})

test('on a phone the menu shows the pending counts of the other tabs', async ({ enter }) => {
  const buyer = await enter('buyer')
  await buyer.api.ask('mutation { requestChat(input: { reason: "Seen on a phone" }) { errors { message } } }')
  const { page } = await enter('agent', { viewport: PHONE, hasTouch: true, isMobile: true })
  await page.getByRole('button', { name: 'More' }).tap()
  await expect(page.getByRole('menuitem', { name: 'Chat requests' })).toHaveText(/[1-9]\d* pending requests?$/)
})
