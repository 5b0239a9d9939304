// Every screen of every role on a wide screen, and those of buyers and agents on a phone. `pnpm screens` looks at all of them in
// all widths, themes and directions.
import type { Page } from '@playwright/test'
import { goTo, PEOPLE, SCREENS, screensOf, type Screen, type Who } from './screens/screens.ts'
import { sit } from './screens/sit.ts'
import { COLOUR_RULES, violations } from './support/axe.ts'
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

test('control: axe finds what is wrong in either theme', async ({ visit }) => {
  const page = await visit('/sign-in', { reducedMotion: 'reduce' })
  await expect(page.getByRole('button', { name: 'Mira Castellanos' })).toBeVisible()
  await addFaults(page)
  expect((await inBoth(page, 'sign-in')).toSorted()).toEqual([
    expect.stringContaining('dark: color-contrast'),
    expect.stringContaining('light: color-contrast'),
    expect.stringContaining('light: image-alt'),
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
      found.push(...(await inBoth(shown.page, screen.name)))
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
      found.push(...(await violations(shown.page, screen.name)))
    }
    expect(found).toEqual([])
  })
}
