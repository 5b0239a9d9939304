import type { Page } from '@playwright/test'
import { operationOf } from './support/operations.ts'
import { details, open, opened } from './support/screen.ts'
import { expect, test } from './support/test.ts'

/** What an open ticket shows. Its privacy and hold are asked for with each of its changes, and the list asks for other things at any time. */
const OF_A_TICKET = [
  ...['TicketDetails', 'TicketSections', 'ThreadHead', 'ThreadTicket', 'ScheduledMessages', 'TicketRating'],
  ...['TicketSessions', 'TicketSuggestions'],
]

/** Opens a ticket, and returns the names of the queries about it until its details are shown, in alphabetical order. */
const askedFor = async (page: Page, subject: string): Promise<string[]> => {
  const names: string[] = []
  const note = (request: Parameters<typeof operationOf>[0]) => {
    const name = operationOf(request)
    if (name && OF_A_TICKET.includes(name)) names.push(name)
  }
  page.on('request', note)
  const sections = page.waitForResponse((response) => operationOf(response.request()) === 'TicketSections')
  await open(page, subject)
  await opened(page, `About ${subject}`)
  await sections
  await expect(details(page).getByText('No files yet')).toBeVisible()
  page.off('request', note)
  return names.toSorted()
}

for (const [role, own] of [
  ['buyer', ['TicketRating']],
  ['agent', ['TicketSuggestions']],
] as const) {
  test(`a ticket that ${role === 'agent' ? 'an agent' : 'a buyer'} opens asks for each thing once, and later only for what is not live`, async ({
    enter,
  }) => {
    const buyer = await enter('buyer')
    const subjects = ['Kettle', 'Teapot', 'Jug'].map((what) => `${what} of ${buyer.person.name}`)
    for (const subject of subjects) await buyer.api.createTicket(subject, `About ${subject}`)
    const { page } = role === 'buyer' ? buyer : await enter(role)
    let scheduled = 0
    page.on('response', (response) => void (operationOf(response.request()) === 'ScheduledMessages' && scheduled++))
    await askedFor(page, subjects[0]!)
    // Once their feed has started they are asked for again: it goes on while other tickets are opened.
    await expect.poll(() => scheduled).toBe(2)
    const cold = ['ScheduledMessages', 'ThreadHead', 'ThreadTicket', 'TicketDetails', 'TicketSections', ...own]
    expect(await askedFor(page, subjects[1]!)).toEqual(cold.toSorted())
    await askedFor(page, subjects[2]!)
    const again = ['TicketSections', ...own.filter((name) => name !== 'TicketRating')]
    expect(await askedFor(page, subjects[1]!)).toEqual(again.toSorted())
  })
}
