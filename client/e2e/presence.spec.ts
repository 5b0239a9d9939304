import { bubble, composer, opened, row, ticketAt, typeUntil } from './support/screen.ts'
import { operationOf } from './support/operations.ts'
import { expect, HOME, test } from './support/test.ts'

test('typing appears on the other screen and disappears; notes and viewers are shown to staff only', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Typed by ${buyer.person.name}`)
  await buyer.page.goto(ticketAt(HOME.buyer, ticket.number))
  const [ada, ben] = [
    await enter('agent', { at: ticketAt(HOME.agent, ticket.number) }),
    await enter('agent', { at: ticketAt(HOME.agent, ticket.number) }),
  ]
  for (const { page } of [buyer, ada, ben]) await opened(page, 'Hello, can you help?')
  await expect(ada.page.getByRole('img', { name: /^Also viewing: / })).toHaveAccessibleName(
    new RegExp(`${ben.person.name}.*${buyer.person.name}|${buyer.person.name}.*${ben.person.name}`),
  )

  await typeUntil(composer(buyer.page), ada.page.getByText(`${buyer.person.name} is typing…`))
  await composer(buyer.page).fill('')
  await expect(ada.page.getByText(`${buyer.person.name} is typing…`)).toHaveCount(0)

  await ada.page.getByRole('button', { name: 'Internal note' }).click()
  const note = ada.page.getByRole('textbox', { name: 'Write a note that only staff can see…' })
  await typeUntil(note, ben.page.getByText(`${ada.person.name} is typing…`))
  // Control: a reply typed after it is shown to the buyer.
  await typeUntil(composer(ben.page), buyer.page.getByText(`${ben.person.name} is typing…`))
  await expect(buyer.page.getByText(`${ada.person.name} is typing…`)).toHaveCount(0)
  await expect(buyer.page.getByText(/Also viewing/)).toHaveCount(0)
})

test('an agent whose message was overtaken is asked until they choose, even after reading it', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Overtaken ${buyer.person.name}`)
  const ben = await enter('agent')
  const { page } = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(page, 'Hello, can you help?')
  await composer(page).fill('My answer')
  // Marking as read is delayed until the question is shown, so that the result does not depend on speed.
  let letRead = (): void => undefined
  const mayRead = new Promise<void>((resolve) => (letRead = resolve))
  await page.route('**/graphql', async (route) => {
    if (operationOf(route.request()) === 'MarkRead') await mayRead
    await route.continue()
  })
  await ben.api.reply(ticket.id, 'Faster than you')
  await opened(page, 'Faster than you')
  await page.keyboard.press('Enter')
  const question = page
    .getByRole('alertdialog')
    .filter({ hasText: `${ben.person.name} replied while you were writing.` })
  await expect(question.getByRole('button', { name: 'View' })).toBeFocused()
  const read = page.waitForResponse((response) => operationOf(response.request()) === 'MarkRead')
  letRead()
  await read
  // The row's count goes by the same answer.
  await expect(row(page, ticket.subject)).not.toContainText('unread')
  await page.keyboard.press('Tab')
  await expect(question.getByRole('button', { name: 'Send anyway' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(bubble(page, 'My answer')).toBeVisible()
  await expect(composer(page)).toHaveValue('')
})
