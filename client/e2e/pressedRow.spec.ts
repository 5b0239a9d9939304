import type { Locator, Page } from '@playwright/test'
import { row } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

const ADMIN = { name: 'Ruth Adeyemi', email: 'admin@parley.example' }

/** Presses on an element without releasing, and returns the place. */
const press = async (page: Page, target: Locator): Promise<{ x: number; y: number }> => {
  await target.hover()
  const box = (await target.boundingBox())!
  await page.mouse.down()
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

test('a press on a user opens that user, although the list is filtered before it ends', async ({ enter }) => {
  const { page } = await enter(ADMIN, { at: '/admin/users' })
  const users = page.getByRole('listbox', { name: 'Users' }).getByRole('option')
  const pressed = users.nth(3)
  const name = (await pressed.locator('[dir=auto]').textContent())!
  await press(page, pressed)
  await page.getByRole('searchbox', { name: 'Search by name or email' }).fill('ruth')
  await expect(users.filter({ hasText: name })).toHaveCount(0)
  await page.mouse.up()
  await expect(page.getByRole('main').getByRole('heading', { name })).toBeVisible()
})

test('a press on a ticket opens that ticket, although a new one comes above it before it ends', async ({ enter }) => {
  const buyer = await enter('buyer')
  const { number, subject } = await buyer.api.createTicket(`Pressed by ${buyer.person.name}`)
  const { page } = buyer
  const { y } = await press(page, row(page, subject))
  const newer = await buyer.api.createTicket(`Newer of ${buyer.person.name}`)
  await expect(row(page, newer.subject)).toBeVisible()
  await expect(async () => expect((await row(page, subject).boundingBox())!.y).toBeGreaterThan(y)).toPass()
  await page.mouse.up()
  await expect(page).toHaveURL(`${HOME.buyer}?ticket=${number}`)
})
