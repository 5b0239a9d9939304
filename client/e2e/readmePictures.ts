// `PICTURES=readme pnpm e2e`: the pictures of README.md, into docs/images.
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { Api } from './support/api.ts'
import { log } from './support/screen.ts'
import { expect, HOME, test, type Seat } from './support/test.ts'
import { DESKTOP, PHONE } from './support/widths.ts'

const FOLDER = fileURLToPath(new URL('../../docs/images/', import.meta.url))

type Enter = (who: { name: string; email: string }, options: object) => Promise<Seat>

const at = async (enter: Enter, role: keyof typeof HOME, subject: string, options: object): Promise<Page> => {
  const person = { name: '', email: `${role}@parley.example` }
  const { tickets } = await (
    await Api.signIn(person)
  ).ask(`query($text: String!) { tickets(first: 1, filter: { text: $text }) { edges { node { number } } } }`, {
    text: subject,
  })
  const ticket = tickets.edges[0].node.number
  const { page } = await enter(person, { at: `${HOME[role]}?ticket=${ticket}`, reducedMotion: 'reduce', ...options })
  await expect(log(page).getByRole('article').first()).toBeVisible()
  return page
}

const picture = (page: Page, name: string) =>
  page.screenshot({ path: `${FOLDER}${name}.jpg`, type: 'jpeg', quality: 60, animations: 'disabled' })

test('the pictures of the README', async ({ enter }) => {
  const staff = await at(enter, 'agent', 'Lamp arrived', { viewport: DESKTOP, colorScheme: 'light' })
  await expect(staff.getByRole('complementary', { name: 'Details' })).toContainText('Mira Castellanos')
  await picture(staff, 'staff')

  await staff.getByRole('button', { name: 'Everything with this person' }).click()
  await expect(
    staff.getByRole('dialog', { name: 'Everything with Mira Castellanos' }).getByRole('link').first(),
  ).toBeVisible()
  await picture(staff, 'everything')

  const dark = await at(enter, 'agent', 'Payout for October', { viewport: DESKTOP, colorScheme: 'dark' })
  await dark.keyboard.press('Control+k')
  await expect(dark.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  await expect(dark.getByRole('dialog', { name: 'Commands' }).getByRole('searchbox')).toBeFocused()
  await dark.keyboard.type('shade')
  await expect(dark.getByRole('menuitem', { name: /Lamp arrived/ }).first()).toBeVisible()
  await picture(dark, 'palette-dark')

  const phone = await at(enter, 'buyer', 'Lamp arrived', {
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    deviceScaleFactor: 1.5,
  })
  await picture(phone, 'buyer-phone')
  await phone.getByRole('button', { name: 'Back to the list' }).tap()
  await expect(phone.getByRole('navigation', { name: 'Views' })).toContainText('More')
  await picture(phone, 'buyer-phone-list')
})
