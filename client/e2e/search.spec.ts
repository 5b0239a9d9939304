import { randomUUID } from 'node:crypto'
import { violations } from './support/axe.ts'
import { found, log, opened, say, searchField, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

const FOUND = `query ($query: String!) { search(query: $query, first: 10) { edges { node { message { id } } } } }`

test('staff find what a buyer has just written and open it highlighted; another buyer finds only their own', async ({
  enter,
}) => {
  const word = `quokka${randomUUID().slice(0, 8)}`
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Lamp of ${buyer.person.name}`)
  const other = await enter('buyer')
  const theirs = await other.api.createTicket(`Vase of ${other.person.name}`, `My ${word} is blue.`)
  const { page, api } = await enter('agent')
  await api.reply(theirs.id, `Never tell them about the ${word}.`, 'STAFF')
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await say(buyer.page, `The ${word} arrived today.`)
  await opened(buyer.page, `The ${word} arrived today.`)
  for (let n = 0; n < 30; n++) await api.reply(ticket.id, `Answer ${n}`)
  await expect.poll(async () => (await api.ask(FOUND, { query: word })).search.edges.length).toBe(3)

  await page.keyboard.press('/')
  await expect(searchField(page)).toBeFocused()
  await page.keyboard.type(word)
  await page.keyboard.press('Enter')
  await expect(found(page)).toBeFocused()
  await expect(found(page).getByRole('option')).toHaveCount(3)
  await expect(found(page).getByRole('group')).toHaveCount(2)
  await expect(found(page).locator('mark').first()).toHaveText(word)
  expect(await violations(page, 'the results', { within: found(page) })).toEqual([])
  const hit = found(page).getByRole('option', { name: `The ${word} arrived today.` })
  const texts = await found(page).getByRole('option').allTextContents()
  const above = texts.findIndex((text) => text.includes(`The ${word} arrived today.`))
  for (let step = 0; step < above; step++) await page.keyboard.press('ArrowDown')
  await expect(hit).toHaveAttribute('data-active')
  await page.keyboard.press('Enter')
  await expect(log(page).locator('[aria-current]')).toContainText(`The ${word} arrived today.`)
  await expect(log(page).locator('[aria-current]')).toBeInViewport()
  await expect(hit).toHaveAttribute('aria-selected', 'true')

  await searchField(other.page).fill(word)
  await expect(found(other.page).getByRole('option')).toHaveCount(1)
  await expect(found(other.page)).toContainText(`My ${word} is blue.`)
  await found(other.page).getByRole('option').click()
  await expect(log(other.page).locator('[aria-current]')).toContainText('is blue')
})

test('a recent search with a filter is searched again, its filter removed, and the search saved as a view', async ({
  enter,
}) => {
  const word = `numbat${randomUUID().slice(0, 8)}`
  const buyer = await enter('buyer')
  await buyer.api.createTicket(`The ${word} is open`)
  const closed = await buyer.api.createTicket(`The ${word} is closed`)
  const { page, api } = await enter('agent')
  await api.change('setStatus', { ticketId: closed.id, status: 'CLOSED' })
  await expect.poll(async () => (await api.ask(FOUND, { query: word })).search.edges.length).toBe(2)

  await searchField(page).fill(`${word} is:closed`)
  await searchField(page).press('Enter')
  await expect(found(page).getByRole('option')).toHaveCount(1)
  await page.reload()
  await searchField(page).fill('')
  const suggestions = page.getByRole('listbox', { name: 'Search suggestions' })
  expect(await violations(page, 'suggestions', { within: suggestions })).toEqual([])
  await suggestions.getByRole('option', { name: `${word} is:closed` }).click()
  await expect(found(page).getByRole('option')).toHaveCount(1)

  await page.getByRole('button', { name: 'Save as view' }).click()
  const dialog = page.getByRole('dialog', { name: 'Save this view' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(`Closed ${word}`)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('heading', { level: 1, name: `Closed ${word}` })).toBeVisible()
  await expect(page.getByRole('listbox', { name: 'Tickets' }).getByRole('option')).toHaveCount(1)

  await searchField(page).fill(`${word} is:closed`)
  // Not the chip of the view, which has the same name.
  const filters = page.getByRole('group', { name: 'Filters in this search' })
  await filters.getByRole('button', { name: 'Remove filter: Closed' }).click()
  await expect(searchField(page)).toHaveValue(word)
  await expect(found(page).getByRole('option')).toHaveCount(2)
})
