import {
  bubble,
  choose,
  composer,
  details,
  found,
  list,
  log,
  open,
  opened,
  row,
  say,
  searchField,
  ticketAt,
} from './support/screen.ts'
import { countChimes } from './support/chimes.ts'
import { expect, HOME, test } from './support/test.ts'

test('a buyer asks and an agent answers, without a reload', async ({ enter }) => {
  const agent = await enter('agent')
  await expect(list(agent.page)).toBeVisible()
  const buyer = await enter('buyer')
  const chimes = await countChimes(agent.page)

  await buyer.page.getByRole('region', { name: 'Sidebar' }).getByRole('button', { name: 'New ticket' }).click()
  const subject = `Kettle of ${buyer.person.name} leaks`
  await buyer.page.getByRole('textbox', { name: 'Subject' }).fill(subject)
  await buyer.page.getByRole('textbox', { name: 'Message' }).fill('There is a puddle under it.')
  await buyer.page.getByRole('button', { name: 'Create ticket' }).click()
  await opened(buyer.page, 'There is a puddle under it.')

  await expect(row(agent.page, subject)).toBeVisible()
  await expect(row(agent.page, subject)).toContainText(`${buyer.person.name} · Buyer`)
  await expect.poll(chimes).toBeGreaterThan(0)

  await open(agent.page, subject)
  await opened(agent.page, 'There is a puddle under it.')
  await say(agent.page, 'Which model is it?')
  await opened(buyer.page, 'Which model is it?')
  // Read receipts are polled every few seconds.
  await expect(bubble(agent.page, 'Which model is it?')).toContainText(`Read by ${buyer.person.name}`)

  await say(buyer.page, 'The red one.')
  await opened(agent.page, 'The red one.')
})

test('a seller and an agent talk, and another seller sees nothing of it', async ({ enter }) => {
  const seller = await enter('seller')
  const ticket = await seller.api.createTicket(`Payout of ${seller.person.name}`, 'It is short.', { tags: ['payouts'] })
  const other = await enter('seller', { at: ticketAt(HOME.seller, ticket.number) })
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })

  await opened(agent.page, 'It is short.')
  await say(agent.page, 'Finance is looking at it.')
  await expect(row(seller.page, ticket.subject)).toContainText('Finance is looking at it.')
  await open(seller.page, ticket.subject)
  await opened(seller.page, 'Finance is looking at it.')
  await say(seller.page, 'Thank you!')
  await opened(agent.page, 'Thank you!')

  await expect(other.page.getByText('This ticket doesn’t exist, or you don’t have access to it.')).toBeVisible()
  await expect(row(other.page, ticket.subject)).toHaveCount(0)
})

test('status, priority and tags change on the other screen, with events in the conversation', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Chair of ${buyer.person.name} wobbles`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Hello, can you help?')
  await expect(details(agent.page)).toBeVisible()

  await choose(agent.page, 'Status', 'In progress')
  await expect(log(buyer.page)).toContainText(`${agent.person.name} changed the status from open to in progress`)
  await choose(agent.page, 'Priority', 'High')
  await expect(log(agent.page)).toContainText('You changed the priority from medium to high')

  await details(agent.page).getByRole('button', { name: 'Add a tag' }).click()
  const tag = `wobbly-${ticket.number}`
  await agent.page.getByRole('searchbox', { name: 'Add a tag' }).fill(tag)
  await agent.page.getByRole('option', { name: `“${tag}”` }).click()
  await expect(log(agent.page)).toContainText(`You added the tag “${tag}”`)
  await expect(details(buyer.page)).toContainText(tag)
  await expect(details(buyer.page)).toContainText('In progress')
  await expect(details(buyer.page)).toContainText('High')
  // A buyer is told what concerns them, not how the desk sorts its work.
  await expect(log(buyer.page)).not.toContainText(/changed the priority|added the tag/)
})

test('the buyer closes the ticket and opens it again', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Table of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, 'Hello, can you help?')
  await open(buyer.page, ticket.subject)

  await details(buyer.page).getByRole('button', { name: 'Close ticket' }).click()
  await expect(buyer.page.getByText(`${ticket.number} closed.`)).toBeVisible()
  await expect(log(agent.page)).toContainText(`${buyer.person.name} closed this ticket`)
  await expect(row(buyer.page, ticket.subject)).toHaveCount(0)

  await details(buyer.page).getByRole('button', { name: 'Reopen ticket' }).click()
  await expect(log(agent.page)).toContainText(`${buyer.person.name} reopened this ticket`)
  await expect(row(buyer.page, ticket.subject)).toBeVisible()

  // A reply reopens it too.
  await details(buyer.page).getByRole('button', { name: 'Close ticket' }).click()
  await expect(row(buyer.page, ticket.subject)).toHaveCount(0)
  await say(buyer.page, 'It broke again.')
  await expect(row(buyer.page, ticket.subject)).toBeVisible()
})

test('unread messages are counted in the list and the title, and have a divider above', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Shelf of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, 'Hello, can you help?')
  await expect(buyer.page).toHaveTitle(/^(?!\()/)

  await say(agent.page, 'First answer.')
  await say(agent.page, 'Second answer.')
  await expect(row(buyer.page, ticket.subject)).toContainText('2 unread')
  await expect(buyer.page).toHaveTitle(/^\(1\) /)

  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Second answer.')
  await expect(log(buyer.page).getByRole('separator')).toHaveText('New')
  await expect(row(buyer.page, ticket.subject)).not.toContainText('unread')
  await expect(buyer.page).toHaveTitle(new RegExp(`^${ticket.number}`))
  await expect(log(buyer.page).getByRole('separator')).toBeVisible()
})

test('stars are private, and tickets are found by subject and by number', async ({ enter }) => {
  const buyer = await enter('buyer')
  const lamp = await buyer.api.createTicket(`Quixotic lamp of ${buyer.person.name}`)
  const sofa = await buyer.api.createTicket(`Zebra sofa of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, lamp.number) })

  await open(buyer.page, lamp.subject)
  await buyer.page.getByRole('button', { name: 'Star', exact: true }).click()
  await expect(row(buyer.page, lamp.subject).getByRole('img', { name: 'Starred' })).toBeVisible()
  await buyer.page
    .getByRole('navigation', { name: 'Views' })
    .getByRole('button', { name: /^Starred/ })
    .click()
  await expect(list(buyer.page).getByRole('option')).toHaveCount(1)
  await opened(agent.page, 'Hello, can you help?')
  await expect(agent.page.getByRole('button', { name: 'Star', exact: true })).toBeVisible()

  const search = searchField(agent.page)
  await search.fill(`zebra sofa of ${buyer.person.name.toLowerCase()}`)
  await expect(found(agent.page).getByRole('option')).toHaveCount(1)
  await expect(found(agent.page)).toContainText(sofa.subject)
  await search.fill(lamp.number)
  await expect(found(agent.page)).not.toContainText(sofa.subject)
  await expect(found(agent.page)).toContainText(lamp.subject)
})

test('a note is for staff: the buyer sees neither the note nor any sign of it', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Vase of ${buyer.person.name}`)
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Hello, can you help?')
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  const colleague = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })

  await agent.page.getByRole('button', { name: 'Internal note' }).click()
  await agent.page.getByRole('textbox', { name: 'Write a note that only staff can see…' }).fill('Third one this week.')
  await agent.page.getByRole('button', { name: 'Add note' }).click()
  await opened(colleague.page, 'Third one this week.')
  await expect(bubble(colleague.page, 'Third one this week.')).toContainText('only staff can see this')

  await agent.page.getByRole('button', { name: 'Reply', exact: true }).click()
  await say(agent.page, 'A new vase is on its way.')
  await opened(buyer.page, 'A new vase is on its way.')
  await expect(buyer.page.getByText('Third one this week.')).toHaveCount(0)
  expect(await buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?', 'A new vase is on its way.'])
  await expect(composer(buyer.page)).toBeVisible()
  await expect(buyer.page.getByRole('button', { name: 'Internal note' })).toHaveCount(0)
})
