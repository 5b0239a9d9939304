import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { expect, test } from './support/test.ts'
import { PHONE } from './support/widths.ts'

const admin = { name: 'admin', email: 'admin@parley.example' }
const figure = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true }).locator('p').first()
const table = (page: Page, name: string) => page.getByRole('region', { name: `Table: ${name}`, exact: true })
const PER_DAY = 'Created and resolved per day'

const cellsOf = (page: Page, name: string): Promise<string[][]> =>
  table(page, name)
    .getByRole('row')
    .evaluateAll((rows) => rows.map((row) => [...row.children].map((cell) => cell.textContent ?? '')))

const downloadOf = async (page: Page, name: string): Promise<string[][]> => {
  const started = page.waitForEvent('download')
  await page.getByRole('button', { name: `Download CSV: ${name}` }).click()
  const text = await readFile(await (await started).path(), 'utf8')
  return text
    .replace('\uFEFF', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
}

test('figures change when another browser resolves a ticket; tables and downloads agree', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket('To be resolved')
  const ruth = await enter(admin, { at: '/admin/analytics?range=7' })
  await expect(figure(ruth.page, 'Created')).toHaveText(/^[1-9]/)
  const resolvedBefore = await figure(ruth.page, 'Resolved').textContent()
  // An agent's own figures: nobody else changes them.
  const { page, person } = await enter('agent', { at: '/admin/analytics?range=7' })
  await expect(figure(page, 'Resolved')).toHaveText('0')
  await expect(page.getByText('Your own figures')).toBeVisible()

  const other = await enter(person, { at: `/admin?ticket=${ticket.number}` })
  await expect(other.page.getByRole('heading', { name: 'To be resolved' }).first()).toBeVisible()
  await other.page.keyboard.press('e')
  await expect(figure(page, 'Resolved')).toHaveText('1')
  await expect(figure(ruth.page, 'Resolved')).not.toHaveText(resolvedBefore!)
  await buyer.api.change('rateTicket', { ticketId: ticket.id, score: 5, comment: 'Solved in a minute' })
  await expect(ruth.page.getByText('Solved in a minute')).toBeVisible()
  await expect(table(ruth.page, 'Satisfaction')).toContainText('5 Great')
  expect(await violations(ruth.page, 'satisfaction')).toEqual([])
  await ruth.page.getByRole('list', { name: 'Latest comments' }).getByRole('link', { name: 'To be resolved' }).click()
  await expect(ruth.page).toHaveURL(new RegExp(`ticket=${ticket.number}`))

  await expect(table(page, PER_DAY).getByRole('row')).toHaveCount(8)
  const cells = await cellsOf(page, PER_DAY)
  expect(cells.at(-1)!.slice(1)).toEqual(['0', '1'])
  expect(await downloadOf(page, PER_DAY)).toEqual(cells)
  await expect(
    page
      .getByRole('img', { name: `Chart: ${PER_DAY}` })
      .locator('svg')
      .first(),
  ).toBeVisible()
  expect(await violations(page, 'analytics')).toEqual([])

  await page.getByRole('button', { name: /Agent/ }).last().click()
  await page.getByRole('option', { name: 'Team' }).click()
  await expect(table(page, 'Breakdown')).toContainText('Customer Service')
  // The address holds what is shown.
  const { pathname, search } = new URL(page.url())
  expect(search).toBe('?range=7&by=TEAM')
  const again = await enter(person, { at: pathname + search })
  await expect(table(again.page, 'Breakdown')).toContainText('Customer Service')
})

test('sellers see the figures of their shop only, on a phone too', async ({ enter }) => {
  const seller = await enter('seller', { at: '/seller/analytics' })
  const stranger = await enter('seller', { at: '/seller/analytics' })
  for (const { page } of [seller, stranger]) await expect(figure(page, 'Created')).toHaveText('0')
  const { viewer } = await seller.api.ask('{ viewer { shops { id } } }')
  await seller.api.createTicket('About my shop', 'Hello', { sellerId: viewer.shops[0].id })
  await expect(figure(seller.page, 'Created')).toHaveText('1')
  await expect(table(seller.page, 'Breakdown')).toContainText('Problem')
  await stranger.page.reload()
  await expect(figure(stranger.page, 'Created')).toHaveText('0')
  await seller.page.setViewportSize(PHONE)
  await expect(table(seller.page, 'Busiest hours')).toBeVisible()
  expect(await violations(seller.page, 'analytics of a shop')).toEqual([])
})
