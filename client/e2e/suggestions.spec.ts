import { violations } from './support/axe.ts'
import { details, opened, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

test('an agent sees who should take a ticket and why, and assigns it with one click; others see it live', async ({
  enter,
}) => {
  const [buyer, expert] = [await enter('buyer'), await enter('agent')]
  const tag = `harp of ${expert.person.name}`
  const request = ['Harp strings', `The strings of the harp of ${buyer.person.name} are broken.`] as const
  const resolved = await buyer.api.createTicket(...request)
  const { viewer } = await expert.api.ask('{ viewer { id } }')
  await expert.api.change('assign', { ticketId: resolved.id, agentId: viewer.id })
  await expert.api.change('updateTags', { ticketId: resolved.id, add: [tag] })
  await expert.api.change('setStatus', { ticketId: resolved.id, status: 'RESOLVED' })

  const ticket = await buyer.api.createTicket(...request)
  // A background job learns from the resolved ticket.
  await expect
    .poll(async () => {
      const { ticket: found } = await expert.api.ask('query ($id: ID!) { ticket(id: $id) { tagSuggestions } }', ticket)
      return found.tagSuggestions
    })
    .toContain(tag)

  await expert.page.goto(ticketAt(HOME.agent, ticket.number))
  await opened(expert.page, request[1])
  const { page } = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(page, request[1])
  const suggested = details(page).getByRole('list', { name: 'Suggested assignees' })
  await expect(suggested).toContainText(`Resolved 1 ticket like this, tagged ${tag}`)
  await expect(suggested).toContainText('Available now')
  expect(await violations(page, 'suggestions', { within: details(page) })).toEqual([])

  await details(page)
    .getByRole('button', { name: `Add tag “${tag}”` })
    .click()
  await expect(details(expert.page).getByRole('button', { name: `Remove ${tag}` })).toBeVisible()
  await suggested.getByRole('button', { name: `Assign to ${expert.person.name}`, exact: true }).click()
  for (const screen of [page, expert.page]) {
    await expect(details(screen).getByRole('button', { name: 'Assignee' })).toContainText(expert.person.name)
    await expect(details(screen).getByText('Suggested assignees')).toHaveCount(0)
  }
  // The button with the focus has disappeared.
  await expect(details(page).getByRole('button', { name: 'Assignee' })).toBeFocused()
})
