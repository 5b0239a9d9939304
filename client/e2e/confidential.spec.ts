import { log, opened, row } from './support/screen.ts'
import { expect, test } from './support/test.ts'

test('a ticket that becomes confidential leaves the colleague’s list, stays live for its assignee, and comes back', async ({
  enter,
}) => {
  const customer = await enter('buyer')
  const subject = `Complaint of ${customer.person.name}`
  const ticket = await customer.api.createTicket(subject)
  const assignee = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  await assignee.api.ask('mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }', {
    id: ticket.id,
  })
  const colleague = await enter('agent', { at: '/admin' })
  await opened(assignee.page, 'Hello, can you help?')
  await expect(row(colleague.page, subject)).toBeVisible()

  await assignee.page.getByRole('button', { name: 'Make confidential' }).click()
  await expect(assignee.page.getByRole('img', { name: 'Confidential' }).first()).toBeVisible()
  await expect(row(colleague.page, subject)).toHaveCount(0)
  await expect(row(assignee.page, subject)).toBeVisible()

  await customer.api.reply(ticket.id, 'Nobody else may read this.')
  await expect(log(assignee.page)).toContainText('Nobody else may read this.')
  await expect(row(assignee.page, subject)).toContainText('Nobody else may read this.')
  await expect(colleague.page.getByText('Nobody else may read this.')).toHaveCount(0)

  await assignee.page.getByRole('button', { name: 'Show to all staff' }).click()
  await expect(row(colleague.page, subject)).toContainText('Nobody else may read this.')
})
