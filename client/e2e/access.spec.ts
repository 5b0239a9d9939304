import type { Page } from '@playwright/test'
import { Api } from './support/api.ts'
import { violations } from './support/axe.ts'
import { list, log } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'
import { DESKTOP, PHONE } from './support/widths.ts'

const SCHEMES = ['light', 'dark'] as const
const WIDTHS = { desktop: DESKTOP, phone: PHONE }
const DEMO = {
  buyer: { name: 'Mira Castellanos', email: 'buyer@parley.example' },
  seller: { name: 'Ines Okafor', email: 'seller@parley.example' },
  agent: { name: 'Sofia Lindqvist', email: 'agent@parley.example' },
}

/** What axe finds in both colour schemes. */
const inBoth = async (page: Page, where: string): Promise<string[]> => {
  const found: string[] = []
  for (const colorScheme of SCHEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    found.push(...(await violations(page, `${where}, ${colorScheme}`)))
  }
  return found
}

for (const [width, viewport] of Object.entries(WIDTHS)) {
  test(`axe finds nothing on the sign-in, ${width}`, async ({ visit }) => {
    const page = await visit('/sign-in', { viewport, reducedMotion: 'reduce' })
    await expect(page.getByRole('button', { name: 'Mira Castellanos' })).toBeVisible()
    expect(await inBoth(page, 'sign-in')).toEqual([])
    // The control: a fault that is there is found.
    await page.evaluate(() => document.querySelector('main')!.append(new Image()))
    expect(await inBoth(page, 'sign-in')).toEqual([
      expect.stringContaining('image-alt'),
      expect.stringContaining('image-alt'),
    ])
  })

  for (const role of ['buyer', 'seller', 'agent'] as const) {
    test(`axe finds nothing on the dashboard of a ${role}, ${width}`, async ({ enter }) => {
      test.slow()
      const number = await longestOf(await Api.signIn(DEMO[role]))
      const { page } = await enter(DEMO[role], { at: HOME[role], viewport, reducedMotion: 'reduce' })
      await expect(list(page).or(page.getByText('Nothing here right now.'))).toBeVisible()
      const found = await inBoth(page, 'list')

      if (role === 'agent') {
        await page.getByRole('button', { name: 'Filter and sort' }).click()
        await expect(page.getByRole('dialog', { name: 'Filter and sort' })).toBeVisible()
        found.push(...(await inBoth(page, 'filters')))
        await page.keyboard.press('Escape')
      }
      await page.goto(`${HOME[role]}?ticket=${number}`)
      await expect(log(page).getByRole('article').first()).toBeVisible()
      found.push(...(await inBoth(page, 'thread')))
      if (width === 'phone') {
        await page.getByRole('button', { name: 'Details' }).click()
        await expect(page.getByRole('dialog', { name: 'Details' })).toBeVisible()
        found.push(...(await inBoth(page, 'details')))
        await page.keyboard.press('Escape')
      }
      await page.keyboard.press('Control+k')
      await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
      found.push(...(await inBoth(page, 'palette')))
      await page.keyboard.press('Control+k')
      await page.getByRole('menuitem', { name: 'New ticket' }).click()
      await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible()
      found.push(...(await inBoth(page, 'new ticket')))
      expect(found).toEqual([])
    })
  }
}

/** The number of the ticket in which most has happened. */
const longestOf = async (api: Api): Promise<string> => {
  const { tickets } = await api.ask(`{ tickets(first: 50) { edges { node { number lastSeq } } } }`)
  const nodes: { number: string; lastSeq: number }[] = tickets.edges.map(({ node }: any) => node)
  return nodes.toSorted((a, b) => b.lastSeq - a.lastSeq)[0]!.number
}
