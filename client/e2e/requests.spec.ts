import { violations } from './support/axe.ts'
import { details, log, open, opened, row, say, ticketAt } from './support/screen.ts'
import { idOf, operationOf } from './support/operations.ts'
import { expect, HOME, type Seat, test } from './support/test.ts'

const REQUESTS = '/admin/requests'

/** A buyer's ticket about the seller's shop, in which the seller took part once. */
const ticketOnceJoined = async (buyer: Seat, agent: Seat, seller: Seat) => {
  const ticket = await buyer.api.createTicket(`Shade of ${buyer.person.name}`, 'Said before.')
  const { viewer } = await seller.api.ask('{ viewer { id } }')
  for (const change of ['add', 'remove'])
    await agent.api.ask(
      `mutation ($t: ID!, $u: ID!) { ${change}Participant(input: { ticketId: $t, userId: $u }) { errors { message } } }`,
      { t: ticket.id, u: viewer.id },
    )
  return ticket
}

const askInDialog = async ({ page }: Seat, reason: string, number?: string) => {
  await page.getByRole('button', { name: /^Request a chat/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Request a chat' })
  if (number) {
    await dialog.getByRole('button', { name: /Request type/ }).click()
    await page.getByRole('option', { name: 'Join a ticket' }).click()
    await dialog.getByRole('textbox', { name: 'Ticket number' }).fill(number)
  }
  await dialog.getByRole('textbox', { name: 'Reason' }).fill(reason)
  await dialog.getByRole('button', { name: 'Send request' }).click()
  await expect(dialog.getByText('Pending')).toBeVisible()
  return dialog
}

/** A view of the rail may be called “Open” as well. */
const openFromToast = ({ page }: Seat) =>
  page.getByRole('alertdialog').getByRole('button', { name: 'Open', exact: true }).click()

test('a seller requests to join, an agent admits them by keyboard, and they read from then on', async ({ enter }) => {
  const [buyer, agent, seller] = [await enter('buyer'), await enter('agent', { at: REQUESTS }), await enter('seller')]
  const ticket = await ticketOnceJoined(buyer, agent, seller)
  const reason = `The shade is ours, says ${seller.person.name}`
  const dialog = await askInDialog(seller, reason, ticket.number)
  expect(await violations(seller.page, 'asking', { within: dialog })).toEqual([])
  await dialog.getByRole('button', { name: 'Close' }).click()

  const card = agent.page.getByRole('listitem').filter({ hasText: reason })
  await expect(card).toContainText(`wants to join ${ticket.number}`)
  // Other requests may be above it: moves down to this one by keyboard.
  for (let presses = 0; presses < 30 && (await card.getAttribute('aria-current')) === null; presses++)
    await agent.page.keyboard.press('j')
  await agent.page.keyboard.press('y')
  await openFromToast(seller)
  await expect(card).toHaveCount(0)
  await expect(log(seller.page)).toContainText(`${agent.person.name} accepted your request to join (new messages only)`)
  await expect(seller.page.getByText('Said before.')).toHaveCount(0)
  await open(buyer.page, ticket.subject)
  await say(buyer.page, 'Said after.')
  await opened(seller.page, 'Said after.')

  await agent.page.goto(ticketAt(HOME.agent, ticket.number))
  await details(agent.page)
    .getByRole('button', { name: `Remove ${seller.person.name}` })
    .click()
  await agent.page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click()
  await expect(row(seller.page, ticket.subject)).toHaveCount(0)
  await expect(seller.page.getByText('Said after.')).toHaveCount(0)
})

test('if two agents decide at once, one succeeds and the other sees who did; the requester sees why', async ({
  enter,
}) => {
  const [one, two, buyer] = [
    await enter('agent', { at: REQUESTS }),
    await enter('agent', { at: REQUESTS }),
    await enter('buyer'),
  ]
  const reason = `Live, please, says ${buyer.person.name}`
  await askInDialog(buyer, reason)
  const [card, same] = [one, two].map(({ page }) => page.getByRole('listitem').filter({ hasText: reason }))
  await same!.getByRole('button', { name: 'Decline' }).click()
  await card!.getByRole('button', { name: 'Decline' }).click()
  await one.page.getByRole('dialog').getByRole('textbox').fill('Please write to us instead.')
  await one.page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
  await expect(card!).toHaveCount(0)
  await two.page.getByRole('dialog').getByRole('button', { name: 'Decline' }).click()
  await expect(two.page.getByText(`${one.person.name} has already declined this request.`)).toBeVisible()
  await expect(buyer.page.getByText('Your request was declined: Please write to us instead.')).toBeVisible()
})

test('an accepted live chat opens with the text of the request', async ({ enter }) => {
  const [agent, buyer] = [await enter('agent', { at: REQUESTS }), await enter('buyer')]
  const reason = `The courier is here now, says ${buyer.person.name}`
  const dialog = await askInDialog(buyer, reason)
  await dialog.getByRole('button', { name: 'Close' }).click()
  const card = agent.page.getByRole('listitem').filter({ hasText: reason })
  await card.getByRole('button', { name: 'Accept and create ticket' }).click()
  // It also opens for the agent who accepts.
  await opened(agent.page, reason)
  await openFromToast(buyer)
  await opened(buyer.page, reason)
  await expect(row(buyer.page, reason)).toBeVisible()
})

test('a request made before the list subscribes is in the list', async ({ enter }) => {
  const [agent, buyer] = [await enter('agent', { at: REQUESTS }), await enter('buyer')]
  const delayed: (() => void)[] = []
  await agent.page.routeWebSocket(/\/graphql/, (socket) => {
    const server = socket.connectToServer()
    socket.onMessage((message) => {
      if (String(message).includes(idOf('ChatRequestChanged'))) delayed.push(() => server.send(message))
      else server.send(message)
    })
  })
  const listed = agent.page.waitForResponse((response) => operationOf(response.request()) === 'ChatRequests')
  await agent.page.reload()
  await listed
  await expect.poll(() => delayed.length).toBeGreaterThan(0)
  const reason = `Nobody has heard, says ${buyer.person.name}`
  await buyer.api.change('requestChat', { reason })
  const card = agent.page.getByRole('listitem').filter({ hasText: reason })
  await expect(card).toHaveCount(0)
  for (const send of delayed) send()
  await expect(card).toBeVisible()
})

test('all decided requests can be reached, however many there are', async ({ enter }) => {
  const agent = await enter('agent')
  const mark = `Taken back ${Date.now()}`
  // The limit is thirty requests per person and hour.
  for (const requester of [await enter('seller'), await enter('buyer')])
    for (let n = 0; n < 28; n++) {
      const { requestChat } = await requester.api.ask(
        'mutation ($why: String!) { requestChat(input: { reason: $why }) { request { id } errors { message } } }',
        { why: `${mark} by ${requester.person.name}, ${n}` },
      )
      await requester.api.ask(
        'mutation ($id: ID!) { cancelChatRequest(input: { requestId: $id }) { errors { message } } }',
        { id: requestChat.request.id },
      )
    }
  await agent.page.goto(REQUESTS)
  await agent.page.getByRole('radio', { name: 'Closed' }).click()
  const cards = agent.page.getByRole('listitem').filter({ hasText: mark })
  await expect(agent.page.getByRole('list', { name: 'Closed' }).getByRole('listitem')).toHaveCount(50)
  await agent.page.getByRole('button', { name: 'Show more' }).click()
  await expect(cards).toHaveCount(56)
})
