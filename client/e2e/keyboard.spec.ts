import type { Locator, Page } from '@playwright/test'
import { bubble, composer, keys, list, opened, row } from './support/screen.ts'
import { expect, test } from './support/test.ts'

test('find, open and reply without a mouse', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Anvil of ${buyer.person.name}`)
  const { page } = await enter('agent')
  const { keyboard } = page
  await expect(list(page)).toBeVisible()

  await keyboard.press('/')
  await expect(page.getByRole('searchbox', { name: 'Search by subject or number' })).toBeFocused()
  await keyboard.type(`anvil of ${buyer.person.name}`)
  await expect(row(page, ticket.subject)).toBeVisible()
  await expect(list(page).getByRole('option')).toHaveCount(1)
  await keyboard.press('Tab')
  await tabTo(page, list(page))
  await keyboard.press('Enter')
  await opened(page, 'Hello, can you help?')
  await keyboard.press('r')
  await keyboard.type('It has been found.')
  await keyboard.press('Enter')
  await opened(page, 'It has been found.')
  await expect(row(buyer.page, ticket.subject)).toContainText('It has been found.')
})

/** Tab until there: a few stops at most. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let stops = 0; stops < 8; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

test('the list is one tab stop; j and k move, Enter opens, u goes back', async ({ enter }) => {
  const buyer = await enter('buyer')
  const first = await buyer.api.createTicket(`First of ${buyer.person.name}`)
  const second = await buyer.api.createTicket(`Second of ${buyer.person.name}`)
  const { page } = buyer
  const { keyboard } = page
  await expect(row(page, first.subject)).toBeVisible()
  await expect(row(page, second.subject)).toBeVisible()

  await keyboard.press('j')
  await expect(list(page)).toBeFocused()
  await keyboard.press('j')
  await keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('heading', { name: first.subject })).toBeVisible()
  await keyboard.press('k')
  await keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('heading', { name: second.subject })).toBeVisible()

  await keyboard.press('r')
  await expect(composer(page)).toBeFocused()
  await keyboard.type('Typed by hand, ')
  await keyboard.press('Shift+Enter')
  await keyboard.type('in two lines.')
  await keyboard.press('Control+Enter')
  await opened(page, 'in two lines.')
  await keyboard.press('Escape')
  await keyboard.press('s')
  await expect(row(page, second.subject).getByRole('img', { name: 'Starred' })).toBeVisible()
  await keyboard.press('u')
  await expect(page.getByText('Choose a ticket to read its conversation.')).toBeVisible()
})

test('staff write a note, resolve and tag by keys', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Bell of ${buyer.person.name}`)
  const { page } = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  const { keyboard } = page
  await opened(page, 'Hello, can you help?')
  await keyboard.press('n')
  await keyboard.type('Only for us.')
  await keyboard.press('Control+Enter')
  await expect(bubble(page, 'Only for us.')).toContainText('only staff can see this')
  await keyboard.press('Escape')
  await keyboard.press('t')
  await expect(page.getByRole('searchbox', { name: 'Add a tag' })).toBeFocused()
  const tag = `rings-${ticket.number}`
  await keyboard.type(tag)
  await expect(page.getByRole('option', { name: tag })).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(page.getByRole('log')).toContainText(`You added the tag “${tag}”`)
  await keyboard.press('Escape')
  await keyboard.press('e')
  await expect(page.getByRole('log')).toContainText('You resolved this ticket')
})

test('the palette opens a ticket, changes the view and the theme; ? lists the keys', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Compass of ${buyer.person.name}`)
  const { page } = buyer
  const { keyboard } = page
  await expect(row(page, ticket.subject)).toBeVisible()

  await keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('searchbox')).toBeFocused()
  await keyboard.type('compass')
  await expect(palette.getByRole('menuitem', { name: ticket.subject })).toBeVisible()
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await opened(page, 'Hello, can you help?')

  await keyboard.press('Control+k')
  await keyboard.type('dark')
  await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect(page.locator('html')).toHaveCSS('color-scheme', /dark/)
  await page.reload()
  await expect(page.locator('html')).toHaveCSS('color-scheme', /dark/)

  await opened(page, 'Hello, can you help?')
  await keys(page, 'g', 'd')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Solved')
  await keyboard.press('Shift+?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('F6 goes through the panels', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Drum of ${buyer.person.name}`)
  await buyer.page.goto(`/dashboard/chat?ticket=${ticket.number}`)
  await opened(buyer.page, 'Hello, can you help?')
  const panels = new Set<string>()
  for (let n = 0; n < 4; n++) {
    await buyer.page.keyboard.press('F6')
    panels.add(
      await buyer.page.evaluate(() => document.activeElement?.closest('section, main, aside')?.ariaLabel ?? 'none'),
    )
  }
  expect([...panels].toSorted()).toEqual(['Conversation', 'Details', 'Ticket list', 'Views'])
})
