import { choose, details, open, opened, row, say, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

for (const role of ['agent', 'buyer'] as const)
  test(`stars and what was read are live in another tab (${role})`, async ({ enter }) => {
    const buyer = await enter('buyer')
    const ticket = await buyer.api.createTicket(`Two tabs of ${buyer.person.name}, ${role}`)
    const agent = await enter('agent')
    const [one, other] = role === 'agent' ? [agent, buyer] : [buyer, agent]
    const second = await one.page.context().newPage()
    await second.goto(HOME[role])
    await expect(row(second, ticket.subject)).toBeVisible()

    await open(one.page, ticket.subject)
    await opened(one.page, 'Hello, can you help?')
    await one.page.getByRole('button', { name: 'Star', exact: true }).click()
    await expect(row(second, ticket.subject).getByRole('img', { name: 'Starred' })).toBeVisible()
    await one.page.getByRole('button', { name: 'Remove star', exact: true }).click()
    await expect(row(second, ticket.subject).getByRole('img', { name: 'Starred' })).toBeHidden()

    // One's own message is read everywhere, that of another until it was seen.
    await say(one.page, 'My own words.')
    await expect(row(second, ticket.subject)).toContainText('My own words.')
    await expect(row(second, ticket.subject)).not.toContainText('unread')
    await one.page.goto(HOME[role])
    await open(other.page, ticket.subject)
    await opened(other.page, 'My own words.')
    await say(other.page, 'Words of another.')
    for (const page of [one.page, second]) await expect(row(page, ticket.subject)).toContainText('1 unread')
    await open(one.page, ticket.subject)
    await opened(one.page, 'Words of another.')
    await expect(row(second, ticket.subject)).not.toContainText('unread')
  })

test('what staff may do changes with what another person does', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Claimed of ${buyer.person.name}`)
  const first = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  const second = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  const claim = (page: typeof first.page) => page.getByRole('main').getByRole('button', { name: 'Claim', exact: true })

  await expect(claim(second.page)).toBeVisible()
  // A ticket that has ended is not claimed.
  await choose(first.page, 'Status', 'Resolved')
  await expect(claim(second.page)).toBeHidden()
  await choose(first.page, 'Status', 'Open')
  await expect(claim(second.page)).toBeVisible()
  await claim(first.page).click()
  await expect(claim(second.page)).toBeHidden()
  await expect(details(second.page)).toContainText(first.person.name)
})
