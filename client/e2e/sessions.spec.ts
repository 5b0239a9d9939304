import type { Page } from '@playwright/test'
import ICAL from 'ical.js'
import { violations } from './support/axe.ts'
import { details, log, opened, ticketAt } from './support/screen.ts'
import { expect, HOME, test, type Seat } from './support/test.ts'

const card = (page: Page) => log(page).getByRole('article', { name: 'Session' })

/** The session's calendar file as somebody gets it: its method, and the SEQUENCE of its one event. */
const fileOf = async ({ page }: Seat, url: string) => {
  const response = await page.request.get(url)
  const calendar = new ICAL.Component(ICAL.parse(await response.text()) as never)
  const events = calendar.getAllSubcomponents('vevent')
  const { uid, sequence } = new ICAL.Event(events[0])
  return {
    status: response.status(),
    method: calendar.getFirstPropertyValue('method'),
    count: events.length,
    uid,
    sequence,
  }
}

test('a session is scheduled, answered, moved and cancelled, live, and its calendar file follows', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Session of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(buyer.page, 'Hello, can you help?')
  await opened(agent.page, 'Hello, can you help?')

  await agent.page.keyboard.press('m')
  const dialog = agent.page.getByRole('dialog', { name: 'Schedule a session' })
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Host/ })).toContainText(agent.person.name)
  expect(await violations(agent.page, 'scheduling', { within: dialog })).toEqual([])
  await dialog.getByRole('button', { name: /Time zone/ }).click()
  await agent.page.getByRole('option', { name: 'Asia/Tokyo' }).click()
  await dialog.getByRole('button', { name: 'Schedule', exact: true }).click()
  await expect(dialog).toBeHidden()

  await expect(card(buyer.page)).toContainText(`With ${agent.person.name}`)
  await expect(card(buyer.page)).toContainText('Asia/Tokyo')
  await expect(card(buyer.page).getByRole('link', { name: /Join/ })).toHaveAttribute(
    'href',
    /^https:\/\/meet\.jit\.si\//,
  )
  const url = (await card(buyer.page).getByRole('link', { name: 'Add to calendar' }).getAttribute('href'))!
  const first = await fileOf(buyer, url)
  expect(first).toMatchObject({ status: 200, method: 'REQUEST', count: 1, sequence: 0 })

  await card(buyer.page).getByRole('button', { name: 'Accept' }).click()
  await expect(card(agent.page)).toContainText(`${buyer.person.name} accepted`)
  await card(buyer.page).getByRole('button', { name: 'Propose another time' }).click()
  const proposing = buyer.page.getByRole('dialog', { name: 'Propose another time' })
  await proposing.getByRole('spinbutton', { name: /minute/ }).press('ArrowUp')
  await proposing.getByRole('button', { name: 'Propose', exact: true }).click()
  await expect(card(agent.page)).toContainText(`${buyer.person.name} proposed`)
  expect(await violations(buyer.page, 'the card', { within: card(buyer.page) })).toEqual([])

  await card(agent.page).getByRole('button', { name: 'Move to the proposed time' }).click()
  await agent.page.getByRole('dialog', { name: 'Move the session' }).getByRole('button', { name: 'Move' }).click()
  await expect(card(buyer.page)).toContainText('You accepted')
  expect(await fileOf(buyer, url)).toMatchObject({ method: 'REQUEST', count: 1, sequence: 1, uid: first.uid })

  await card(agent.page).getByRole('button', { name: 'Cancel session' }).click()
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Cancel session' }).click()
  await expect(card(buyer.page)).toContainText('Cancelled')
  await expect(details(agent.page).getByRole('article', { name: 'Session' })).toContainText('Cancelled')
  await expect(card(buyer.page).getByRole('link', { name: /Join/ })).toHaveCount(0)
  expect(await fileOf(buyer, url)).toMatchObject({ method: 'CANCEL', count: 1, sequence: 2, uid: first.uid })
})
