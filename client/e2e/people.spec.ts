import type { Locator, Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { keys, list, row } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'
import { PHONE } from './support/widths.ts'

const ADMIN = { name: 'Ruth Adeyemi', email: 'admin@parley.example' }
const PASSWORD = 'a long enough password'

const people = (page: Page): Locator => page.getByRole('listbox', { name: 'Users' })
const facts = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' })
const confirm = (page: Page, name: string): Promise<void> =>
  page.getByRole('dialog').getByRole('button', { name }).click()

test('an admin invites a user, who joins by the link, becomes an agent, and is disabled at once', async ({
  enter,
  visit,
  console,
}) => {
  const name = `Ada ${Date.now()}`
  const admin = await enter(ADMIN, { at: '/admin/users' })
  const { page } = admin
  await page.getByRole('button', { name: 'Invite', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite a user' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Email' }).fill(`${name.replace(' ', '.')}@e2e.example`)
  expect(await violations(page, 'invite', { within: dialog })).toEqual([])
  await dialog.getByRole('button', { name: 'Invite' }).click()
  const link = await dialog.getByRole('textbox', { name: 'Link' }).inputValue()
  await dialog.getByRole('button', { name: 'Done' }).click()

  const guest = await visit(new URL(link).pathname + new URL(link).search)
  await expect(guest.getByRole('textbox', { name: 'Your name' })).toHaveValue(name)
  expect(await violations(guest, 'invitation')).toEqual([])
  await guest.getByLabel('Password').fill(PASSWORD)
  await guest.getByRole('button', { name: 'Join' }).click()
  await expect(guest).toHaveURL((url) => url.pathname === HOME.buyer)

  // They are in the admin's list without a reload.
  await page.getByRole('searchbox', { name: 'Search by name or email' }).fill(name)
  await people(page).getByRole('option').filter({ hasText: name }).click()
  await expect(page.getByRole('heading', { name })).toBeVisible()
  expect(await violations(page, 'profile', { within: page.getByRole('main') })).toEqual([])

  await facts(page).getByRole('button', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'Agent' }).click()
  await confirm(page, 'Change role')
  await expect(guest).toHaveURL((url) => url.pathname === HOME.agent)
  await expect(list(guest)).toBeVisible()

  console.allow(/status of 401|status of 403/)
  await facts(page).getByRole('button', { name: 'Disable' }).click()
  await confirm(page, 'Disable')
  await expect(guest.getByRole('dialog', { name: 'You were signed out' })).toBeVisible()
  await expect(people(page).getByRole('option').filter({ hasText: name })).toContainText('Disabled')

  // The link has been used.
  const again = await visit(new URL(link).pathname + new URL(link).search)
  console.allow(/status of 404/)
  await expect(again.getByRole('alert')).toContainText('This invitation link is no longer valid.')
})

test('staff open a ticket for a user, who sees it at once', async ({ enter }) => {
  const buyer = await enter('buyer')
  const agent = await enter('agent')
  await agent.page.getByRole('button', { name: 'New ticket' }).click()
  const dialog = agent.page.getByRole('dialog', { name: 'New ticket' })
  await dialog.getByRole('searchbox').first().fill(buyer.person.email)
  await dialog.getByRole('option', { name: buyer.person.name }).click()
  const subject = `Parcel of ${buyer.person.name}`
  await dialog.getByRole('textbox', { name: 'Subject' }).fill(subject)
  await dialog.getByRole('textbox', { name: 'Message' }).fill('It came back to us.')
  await dialog.getByRole('button', { name: 'Create ticket' }).click()
  await expect(row(buyer.page, subject)).toBeVisible()
})

test('by keyboard only: find a user, view them, open a ticket for them', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Kite of ${buyer.person.name}`)
  const { page } = await enter(ADMIN)
  const { keyboard } = page
  await expect(list(page)).toBeVisible()
  await keys(page, 'g', 'p')
  await expect(people(page)).toBeVisible()
  await keyboard.press('/')
  await keyboard.type(buyer.person.email)
  await expect(people(page).getByRole('option')).toHaveCount(1)
  await keyboard.press('Tab')
  await people(page).focus()
  await keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: buyer.person.name })).toBeVisible()
  await expect(page.getByRole('listbox', { name: 'Their tickets' }).getByText(ticket.subject)).toBeVisible()
  await facts(page)
    .getByRole('button', { name: `New ticket for ${buyer.person.name}` })
    .focus()
  await keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'New ticket' })
  await expect(dialog).toContainText(buyer.person.name)
  await keyboard.press('Escape')
  await keyboard.press('u')
  await expect(page.getByText('Select a user to see their profile and tickets.')).toBeVisible()
})

test('shops, and agents who have neither tab', async ({ enter }) => {
  const seller = await enter('seller')
  const ticket = await seller.api.createTicket(`Payout of ${seller.person.name}`)
  const { page } = await enter(ADMIN, { at: '/admin/sellers', viewport: PHONE })
  const shop = seller.person.name.replace('Seller', 'Shop')
  await page.getByRole('searchbox', { name: 'Search by shop' }).fill(shop)
  const option = page
    .getByRole('listbox', { name: 'Sellers' })
    .getByRole('option')
    // "Seller 3" is not "Seller 31".
    .filter({ has: page.getByText(seller.person.name, { exact: true }) })
  await expect(option).toContainText('1 ticket waiting')
  await option.click()
  await expect(page.getByText(ticket.subject)).toBeVisible()
  expect(await violations(page, 'shop', { within: page.getByRole('main') })).toEqual([])

  const agent = await enter('agent', { at: '/admin/users' })
  await expect(agent.page).toHaveURL((url) => url.pathname === HOME.agent)
  await expect(agent.page.getByRole('button', { name: 'Users' })).toHaveCount(0)
})
