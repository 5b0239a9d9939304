import { mkdirSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { Api } from './support/api.ts'
import { violations } from './support/axe.ts'
import { expect, HOME, type Seat, test } from './support/test.ts'
import { TABLET } from './support/widths.ts'

const LANGUAGES = [
  { code: 'de', locale: 'de-AT', dir: 'ltr', signIn: 'Anmelden', conversation: 'Unterhaltung', account: 'Konto' },
  { code: 'ar', locale: 'ar-EG', dir: 'rtl', signIn: 'تسجيل الدخول', conversation: 'المحادثة', account: 'الحساب' },
] as const

const WIDE = { width: 1440, height: 900 }
const NARROW = { width: 390, height: 844 }

/** Buttons, tabs, menu items and headings whose text does not fit, unless they shorten it on purpose. */
const clipped = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, [role="tab"], [role="menuitem"], [role="menuitemradio"], [role="radio"], label, h1, h2, h3',
    )
    return [...controls].flatMap((element) => {
      const { overflowX, textOverflow } = getComputedStyle(element)
      const isHidden = element.clientWidth === 0 || !element.checkVisibility() || element.closest('.sr-only') !== null
      // The count on the bell is beside it on purpose.
      const isCount = /^[\p{Nd}+]*$/u.test(element.textContent?.trim() ?? '')
      if (isHidden || isCount || textOverflow === 'ellipsis' || overflowX === 'auto' || overflowX === 'scroll')
        return []
      // What is only for screen readers does not count; a pixel is rounding.
      return element.scrollWidth > element.clientWidth + 1
        ? [`${element.textContent?.trim()} (${element.tagName})`]
        : []
    })
  })

/** Looks at a page, wide and narrow: nothing is clipped, nothing scrolls sideways, and axe finds nothing. */
const check = async (page: Page, where: string, { dir }: { dir: string }): Promise<string[]> => {
  await expect(page.locator('html')).toHaveAttribute('dir', dir)
  const found: string[] = []
  for (const size of [NARROW, WIDE]) {
    await page.setViewportSize(size)
    if (process.env.SHOTS) {
      mkdirSync(process.env.SHOTS, { recursive: true })
      await page.screenshot({ path: `${process.env.SHOTS}/${where}-${size.width}.png` })
    }
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    if (sideways > 0) found.push(`${where}, ${size.width}: scrolls sideways by ${sideways} px`)
    found.push(...(await clipped(page)).map((text) => `${where}, ${size.width}: ${text}`))
  }
  found.push(...(await violations(page, where)))
  return found
}

for (const language of LANGUAGES) {
  test(`in ${language.code}, the main screens are translated, fit and are accessible`, async ({ enter, visit }) => {
    const { code, locale } = language
    const found: string[] = []
    const entry = await visit('/sign-in', { locale, viewport: WIDE })
    await expect(entry.getByRole('button', { name: language.signIn, exact: true })).toBeVisible()
    await expect(entry.locator('html')).toHaveAttribute('lang', code)
    found.push(...(await check(entry, `${code}-sign-in`, language)))

    const buyer = await enter('buyer', { locale, viewport: WIDE })
    const { number } = await buyer.api.createTicket(`Lamp of ${buyer.person.name}`)
    const seats: [string, Seat, string][] = [
      ['buyer', buyer, `${HOME.buyer}?ticket=${number}`],
      ['agent', await enter('agent', { locale, viewport: WIDE }), `${HOME.agent}?ticket=${number}`],
    ]
    for (const [role, { page }, path] of seats) {
      await page.goto(path)
      await expect(page.getByRole('main', { name: language.conversation })).toContainText('Hello, can you help?')
      found.push(...(await check(page, `${code}-${role}`, language)))
    }
    const [, agent] = seats[1]!
    await agent.page.goto('/admin/analytics')
    await expect(agent.page.getByRole('heading').first()).toBeVisible()
    found.push(...(await check(agent.page, `${code}-analytics`, language)))
    await agent.page.goto('/account')
    await expect(agent.page.getByRole('heading', { name: language.account, exact: true })).toBeVisible()
    found.push(...(await check(agent.page, `${code}-account`, language)))
    expect(found).toEqual([])
  })
}

/** Whether a text that is cut still shows how it begins. */
const showsItsBeginning = (text: Locator): Promise<boolean> =>
  text.evaluate((element) => {
    const box = element.getBoundingClientRect()
    const letter = document.createRange()
    letter.setStart(element.firstChild!, 0)
    letter.setEnd(element.firstChild!, 1)
    const { left, right } = letter.getBoundingClientRect()
    return left > box.left - 2 && right < box.right + 2
  })

test('from right to left, a long Latin name is cut at its end', async ({ enter }) => {
  const buyer = await enter('buyer')
  const { viewer } = await buyer.api.ask('{ viewer { id } }')
  const name = 'Maximiliana Castellanos of Wetherington-upon-the-Water'
  const admin = await Api.signIn({ email: 'admin@parley.example' })
  await admin.change('renamePerson', { userId: viewer.id, name })
  const { subject } = await buyer.api.createTicket(`Lamp of ${buyer.person.name}`)
  const { page } = await enter('agent', { locale: 'ar-EG', viewport: TABLET })
  const inRow = page.getByRole('option').filter({ hasText: subject }).getByText(name)
  await expect(inRow).toBeVisible()
  expect(await showsItsBeginning(inRow)).toBe(true)
})

test('a person chooses a language, and another window of theirs has it too', async ({ enter, visit }) => {
  const { page, person } = await enter('buyer', { at: '/account' })
  await page.getByRole('button', { name: /Language of the screen/ }).click()
  await page.getByRole('option', { name: 'Deutsch', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Konto', exact: true })).toBeVisible()
  await expect(page.locator('html')).toHaveAttribute('lang', 'de')
  const other = await enter(person, { at: HOME.buyer })
  await expect(other.page.locator('html')).toHaveAttribute('lang', 'de')

  // Before signing in, the choice is the browser's.
  const entry = await visit('/sign-in')
  await entry.getByRole('button', { name: 'العربية' }).click()
  await expect(entry.locator('html')).toHaveAttribute('dir', 'rtl')
  await entry.reload()
  await expect(entry.getByRole('button', { name: 'تسجيل الدخول', exact: true })).toBeVisible()
})
