import { composer, opened, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

test('typing appears on the other screen and vanishes; notes and who looks are the staff’s alone', async ({
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
  await expect(ada.page.getByRole('img', { name: /^Also here: / })).toHaveAccessibleName(
    new RegExp(`${ben.person.name}.*${buyer.person.name}|${buyer.person.name}.*${ben.person.name}`),
  )

  await composer(buyer.page).pressSequentially('It still')
  await expect(ada.page.getByText(`${buyer.person.name} is typing…`)).toBeVisible()
  await composer(buyer.page).fill('')
  await expect(ada.page.getByText(`${buyer.person.name} is typing…`)).toHaveCount(0)

  await ada.page.getByRole('button', { name: 'Internal note' }).click()
  await ada.page.getByRole('textbox', { name: 'Write a note that only staff can see…' }).pressSequentially('Careful')
  await expect(ben.page.getByText(`${ada.person.name} is typing…`)).toBeVisible()
  // The reply that comes after it is told: the silence about the note is no accident.
  await composer(ben.page).pressSequentially('One moment')
  await expect(buyer.page.getByText(`${ben.person.name} is typing…`)).toBeVisible()
  await expect(buyer.page.getByText(/Also here/)).toHaveCount(0)
})
