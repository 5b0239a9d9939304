import type { Locator, Page } from '@playwright/test'
import { Api } from './support/api.ts'
import { violations } from './support/axe.ts'
import { list, log } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'
import { DESKTOP, PHONE } from './support/widths.ts'

const WIDTHS = { desktop: DESKTOP, phone: PHONE }
const DEMO = {
  buyer: { name: 'Mira Castellanos', email: 'buyer@parley.example' },
  seller: { name: 'Ines Okafor', email: 'seller@parley.example' },
  agent: { name: 'Sofia Lindqvist', email: 'agent@parley.example' },
}
const ADMIN = { name: 'Ruth Adeyemi', email: 'admin@parley.example' }

/** The rules about colours, the only ones that depend on the theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']

/** All violations in the light theme, and those of colour rules in the dark one. */
const inBoth = async (page: Page, where: string, within?: Locator): Promise<string[]> => {
  const light = await violations(page, `${where}, light`, { within })
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await violations(page, `${where}, dark`, { within, rules: COLOUR_RULES })
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

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`axe finds nothing on the sign-in, ${width}`, async ({ visit }) => {
    const page = await visit('/sign-in', { viewport, reducedMotion: 'reduce' })
    await expect(page.getByRole('button', { name: 'Mira Castellanos' })).toBeVisible()
    expect(await inBoth(page, 'sign-in')).toEqual([])
    await addFaults(page)
    expect((await inBoth(page, 'sign-in')).toSorted()).toEqual([
      expect.stringContaining('dark: color-contrast'),
      expect.stringContaining('light: color-contrast'),
      expect.stringContaining('light: image-alt'),
    ])
  })

  for (const role of ['buyer', 'seller', 'agent'] as const) {
    test(`axe finds nothing on the dashboard of a ${role}, ${width}`, async ({ enter }) => {
      const number = await longestOf(await Api.signIn(DEMO[role]))
      const { page } = await enter(DEMO[role], { at: HOME[role], viewport, reducedMotion: 'reduce' })
      await expect(list(page).or(page.getByText(/^(No tickets in this view|All caught up)\.$/))).toBeVisible()
      const found = await inBoth(page, 'list')
      await page.goto(`${HOME[role]}?ticket=${number}`)
      await expect(log(page).getByRole('article').first()).toBeVisible()
      found.push(...(await inBoth(page, 'thread')))
      if (width === 'phone') {
        await page.getByRole('button', { name: 'Details' }).click()
        const drawer = page.getByRole('dialog', { name: 'Details' })
        await expect(drawer).toBeVisible()
        found.push(...(await inBoth(page, 'details', drawer)))
      }
      expect(found).toEqual([])
    })
  }

  test(`axe finds nothing in the overlays of a dashboard, ${width}`, async ({ enter }) => {
    const { page } = await enter('agent', { viewport, reducedMotion: 'reduce' })
    await page.getByRole('button', { name: 'Filter and sort' }).click()
    const filters = page.getByRole('dialog', { name: 'Filter and sort' })
    await expect(filters).toBeVisible()
    const found = await inBoth(page, 'filters')
    await page.keyboard.press('Escape')
    await expect(filters).toHaveCount(0)
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Commands' })
    await expect(palette.getByRole('menuitem', { name: 'New ticket' })).toBeVisible()
    found.push(...(await inBoth(page, 'palette')))
    await palette.getByRole('menuitem', { name: 'New ticket' }).click()
    await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible()
    found.push(...(await inBoth(page, 'new ticket')))
    expect(found).toEqual([])
  })

  test(`axe finds nothing on the tabs of an admin, ${width}`, async ({ enter }) => {
    const { api } = await enter('buyer')
    await api.change('requestChat', { reason: 'Waiting while axe looks' })
    const { page } = await enter(ADMIN, { viewport, reducedMotion: 'reduce' })
    const found: string[] = []
    for (const [tab, shown] of Object.entries({
      users: page.getByRole('listbox', { name: 'Users' }).getByRole('option').first(),
      sellers: page.getByRole('listbox', { name: 'Sellers' }).getByRole('option').first(),
      requests: page.getByRole('listitem').filter({ hasText: 'Waiting while axe looks' }).first(),
      live: page.getByRole('heading').first(),
      audit: page.getByRole('row').filter({ hasText: 'signed in' }).first(),
    })) {
      await page.goto(`/admin/${tab}`)
      await expect(shown).toBeVisible()
      found.push(...(await inBoth(page, tab)))
    }
    expect(found).toEqual([])
  })
}

/** The number of the ticket with the most events. */
const longestOf = async (api: Api): Promise<string> => {
  const { tickets } = await api.ask(`{ tickets(first: 50) { edges { node { number lastSeq } } } }`)
  const nodes: { number: string; lastSeq: number }[] = tickets.edges.map(({ node }: any) => node)
  return nodes.toSorted((a, b) => b.lastSeq - a.lastSeq)[0]!.number
}
