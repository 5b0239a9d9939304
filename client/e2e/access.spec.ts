// Every screen of every role on a wide screen, and those of buyers and agents on a phone. `pnpm screens` looks at all of them in
// all widths, themes and directions.
import type { Page } from '@playwright/test'
import { goTo, PEOPLE, SCREENS, screensOf, type Screen, type Who } from './screens/screens.ts'
import { sit } from './screens/sit.ts'
import { Api } from './support/api.ts'
import { COLOUR_RULES, violations } from './support/axe.ts'
import { coloursOf, isSeen } from './support/colours.ts'
import { bubble, details, row } from './support/screen.ts'
import { obstacles } from './support/structure.ts'
import { expect, test } from './support/test.ts'
import { DESKTOP, PHONE } from './support/widths.ts'

/** All violations in the light theme, and those of colour rules in the dark one. */
const inBoth = async (page: Page, where: string): Promise<string[]> => {
  const light = await violations(page, `${where}, light`)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await violations(page, `${where}, dark`, { rules: COLOUR_RULES })
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  return [...light, ...dark]
}

/** Two violations for the control: one in the markup, one in the colours. */
const addFaults = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const pale = document.createElement('p')
    pale.textContent = 'Not to be read'
    pale.style.cssText = 'color: #777; background: #888'
    document.querySelector('main')!.append(new Image(), pale)
  })

/** One of each kind of obstacle. */
const addObstacles = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const [second, stop, dialog, header] = ['nav', 'div', 'div', 'header'].map((tag) => document.createElement(tag))
    second!.ariaLabel = 'Language'
    stop!.tabIndex = 0
    dialog!.role = 'dialog'
    header!.textContent = 'Title'
    dialog!.append(header!)
    document.querySelector('main')!.append(second!, stop!)
    document.body.append(dialog!)
  })

test('control: what is wrong is found in either theme', async ({ visit }) => {
  const page = await visit('/sign-in', { reducedMotion: 'reduce' })
  await expect(page.getByRole('button', { name: 'Mira Castellanos' })).toBeVisible()
  await addFaults(page)
  expect((await inBoth(page, 'sign-in')).toSorted()).toEqual([
    expect.stringContaining('dark: color-contrast'),
    expect.stringContaining('light: color-contrast'),
    expect.stringContaining('light: image-alt'),
  ])
  expect(await obstacles(page, 'sign-in')).toEqual([])
  await addObstacles(page)
  expect(await obstacles(page, 'sign-in')).toEqual([
    expect.stringContaining('two landmarks are called Language'),
    expect.stringContaining('the landmark Language is empty'),
    expect.stringContaining('a dialog has the landmark of a page'),
    expect.stringContaining('a tab stop has no role'),
  ])
})

/** What buyers see as well is looked at once, apart from these. */
const OWN = ['list', 'thread', 'details']
const buyersToo = new Set(SCREENS.buyer.map(({ name }) => name).filter((name) => !OWN.includes(name)))
const isNew = (who: Who, { name }: Screen): boolean => who !== 'seller' || !buyersToo.has(name)

for (const who of Object.keys(PEOPLE) as Who[]) {
  test(`axe finds nothing on the screens of a ${who}`, async ({ enter, visit, console }) => {
    const shown = await sit(who, { enter, visit, console }, { viewport: DESKTOP })
    const found: string[] = []
    for (const screen of screensOf(who, DESKTOP.width).filter((one) => isNew(who, one))) {
      await goTo(screen, shown)
      found.push(...(await inBoth(shown.page, screen.name)), ...(await obstacles(shown.page, screen.name)))
    }
    expect(found).toEqual([])
  })
}

for (const who of ['buyer', 'agent'] as const) {
  test(`axe finds nothing on the phone of a ${who}`, async ({ enter, visit, console }) => {
    const shown = await sit(who, { enter, visit, console }, { viewport: PHONE })
    const found: string[] = []
    for (const screen of screensOf(who, PHONE.width)) {
      await goTo(screen, shown)
      found.push(...(await violations(shown.page, screen.name)), ...(await obstacles(shown.page, screen.name)))
    }
    expect(found).toEqual([])
  })
}

for (const colorScheme of ['light', 'dark'] as const)
  test(`a ${colorScheme} contrast theme shows what is selected, focused, unread, checked, tagged and internal`, async ({
    enter,
  }) => {
    const buyer = await enter('buyer')
    const { name } = buyer.person
    const [opened, other] = [
      await buyer.api.createTicket(`Arc of ${name}`),
      await buyer.api.createTicket(`Bow of ${name}`),
    ]
    const themed = { viewport: DESKTOP, forcedColors: 'active', reducedMotion: 'reduce', colorScheme } as const
    const at = `/admin?ticket=${opened.number}&text=${encodeURIComponent(`of ${name}`)}`
    const { page, api, person } = await enter('agent', { ...themed, at })
    const admin = await Api.signIn(PEOPLE.admin)
    const tags = [`${person.name} red`, `${person.name} teal`]
    await api.change('updateTags', { ticketId: opened.id, add: tags })
    await admin.change('setTagColor', { tag: tags[0], color: 'RED' })
    await admin.change('setTagColor', { tag: tags[1], color: 'TEAL' })
    await api.reply(opened.id, 'For colleagues', 'STAFF')
    await api.reply(opened.id, 'For you')
    await expect(bubble(page, 'For you')).toBeVisible()
    await expect(row(page, other.subject)).toContainText('1 unread')

    const startOf = { x: 0, y: 20, width: 3, height: 30 }
    expect(await isSeen(row(page, opened.subject), startOf)).toBe(true)
    expect(await isSeen(row(page, other.subject), startOf)).toBe(false)
    const unread = row(page, other.subject).getByText('1 unread')
    expect(await isSeen(unread, { x: 1, y: 7, width: 3, height: 3 })).toBe(true)

    // A note, another's message and one's own have an edge; the note also says what it is.
    for (const text of ['For colleagues', 'For you', 'Hello, can you help?']) {
      const box = bubble(page, text).locator('.rounded-lg').first()
      expect([text, await isSeen(box, { x: 0, y: 15, width: 2, height: 5 })]).toEqual([text, true])
    }
    await expect(bubble(page, 'For colleagues')).toContainText('Internal note')

    const bars = []
    for (const tag of tags)
      bars.push(await coloursOf(details(page).getByTitle(tag, { exact: true }), { x: 0, y: 8, width: 2, height: 4 }))
    expect(new Set(bars.flatMap(({ all }) => all)).size).toBe(2)

    // The focus ring, 2 px outside of the button.
    const focused = page.getByRole('main').getByRole('button', { name: 'Details' })
    const above = { x: 4, y: -5, width: 10, height: 2 }
    expect(await isSeen(focused, above)).toBe(false)
    await focused.focus()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Tab')
    await expect(focused).toBeFocused()
    expect(await isSeen(focused, above)).toBe(true)

    await page.keyboard.press('?')
    const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await sheet.getByRole('button', { name: 'Change shortcuts' }).click()
    const check = sheet.locator('label').filter({ hasText: 'Shortcuts of a single key' })
    const tick = { x: 4, y: 4, width: 8, height: 8 }
    const square = check.locator('.size-4').first()
    expect(await isSeen(square, tick)).toBe(true)
    await check.click()
    await expect(check.getByRole('checkbox')).not.toBeChecked()
    expect(await isSeen(square, tick)).toBe(false)
    expect(await isSeen(square)).toBe(true)
  })
