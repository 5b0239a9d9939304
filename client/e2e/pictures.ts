// `PICTURES=all pnpm e2e`: every screen of every role, light and dark, wide and narrow, into client/test-results/pictures.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { list, log } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'
import { DESKTOP, PHONE, TABLET } from './support/widths.ts'

const FOLDER = fileURLToPath(new URL('../test-results/pictures/', import.meta.url))
const DEMO = {
  buyer: { name: 'Mira Castellanos', email: 'buyer@parley.example', ticket: 'Lamp arrived' },
  seller: { name: 'Ines Okafor', email: 'seller@parley.example', ticket: 'Payout for October' },
  agent: { name: 'Sofia Lindqvist', email: 'agent@parley.example', ticket: 'Lamp arrived' },
}
const WIDTHS = { desktop: DESKTOP, tablet: TABLET, phone: PHONE }

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    const options = { viewport, colorScheme, reducedMotion: 'reduce' } as const
    const picture = (page: Page, name: string) => {
      mkdirSync(FOLDER, { recursive: true })
      return page.screenshot({ path: path.join(FOLDER, `${width}-${colorScheme}-${name}.png`), animations: 'disabled' })
    }

    test(`sign-in, ${width}, ${colorScheme}`, async ({ visit }) => {
      const page = await visit('/sign-in', options)
      await expect(page.getByRole('button', { name: 'Mira Castellanos' })).toBeVisible()
      await picture(page, 'sign-in')
    })

    for (const role of ['buyer', 'seller', 'agent'] as const) {
      test(`${role}, ${width}, ${colorScheme}`, async ({ enter }) => {
        test.slow()
        const { page, api } = await enter(DEMO[role], { at: HOME[role], ...options })
        await expect(list(page)).toBeVisible()
        await picture(page, `${role}-1-list`)
        if (role === 'agent') {
          await page.getByRole('button', { name: 'Filter and sort' }).click()
          await expect(page.getByRole('dialog', { name: 'Filter and sort' })).toBeVisible()
          await picture(page, 'agent-2-filters')
        }
        const { tickets } = await api.ask(
          `query($text: String!) { tickets(first: 1, filter: { text: $text }) { edges { node { number } } } }`,
          {
            text: DEMO[role].ticket,
          },
        )
        await page.goto(`${HOME[role]}?ticket=${tickets.edges[0].node.number}`)
        await expect(log(page).getByRole('article').first()).toBeVisible()
        await picture(page, `${role}-3-thread`)
        if (width !== 'desktop') {
          await page.getByRole('main').getByRole('button', { name: 'Details' }).click()
          await expect(page.getByRole('dialog', { name: 'Details' })).toBeVisible()
          await picture(page, `${role}-4-details`)
          await page.keyboard.press('Escape')
        }
        await page.keyboard.press('Control+k')
        await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
        await picture(page, `${role}-5-palette`)
        await page.getByRole('menuitem', { name: 'New ticket' }).click()
        await expect(page.getByRole('dialog', { name: 'New ticket' })).toBeVisible()
        await page.getByRole('button', { name: 'Create ticket' }).click()
        await expect(page.getByText('Enter a subject.')).toBeVisible()
        await picture(page, `${role}-6-new-ticket`)
        await page.keyboard.press('Escape')
        await page.goto(`${HOME[role]}?view=solved&text=nothing-like-it&ticket=TC-9999`)
        await expect(page.getByText('This ticket doesn’t exist, or you don’t have access to it.')).toBeVisible()
        await picture(page, `${role}-7-missing`)
      })
    }
  }
}
