import { NO_NETWORK } from './support/console.ts'
import { operationOf } from './support/operations.ts'
import { bubble, choose, details, opened, row, say, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

const LAST = 20

const MESSAGES = `query ($number: String!) { ticket(number: $number) { timeline(last: 20) { edges { node {
  ... on MessageEntry { message { id reactions { emoji users { id } } } } } } } } }`

test('a cut during twenty messages ends with twenty, in order, none twice', async ({ enter, console }) => {
  console.allow(NO_NETWORK)
  console.allow(/ERR_FAILED/)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Tunnel of ${buyer.person.name}`)
  const { page } = buyer
  await page.goto(ticketAt(HOME.buyer, ticket.number))
  await opened(page, 'Hello, can you help?')
  const texts = Array.from({ length: LAST }, (_, at) => `Message ${at + 1} of ${LAST}.`)

  // A cut line: the server takes what is sent, but its first answers do not arrive.
  let lost = 0
  await page.route('**/graphql', async (route) => {
    if (operationOf(route.request()) !== 'Reply' || lost >= 2) return route.fallback()
    lost++
    await route.fetch()
    await route.abort('connectionreset')
  })
  for (const text of texts.slice(0, 5)) await say(page, text)
  await expect.poll(() => lost).toBe(2)
  await page.context().setOffline(true)
  for (const text of texts.slice(5)) await say(page, text)
  await expect(page.getByText(/^Offline\. \d+ messages will send\.$/)).toBeVisible()
  await page.context().setOffline(false)

  await expect.poll(() => buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?', ...texts])
  await expect(bubble(page, texts[LAST - 1]!)).toContainText('Sent')
  await expect(page.getByText(/^Offline\./)).toHaveCount(0)
  await expect(bubble(page, texts[LAST - 1]!)).toHaveCount(1)
})

test('changes made without a network are shown, sent in order, and a conflict with others is told', async ({
  enter,
  console,
}) => {
  console.allow(NO_NETWORK)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Bridge of ${buyer.person.name}`)
  const other = await buyer.api.createTicket(`Ferry of ${buyer.person.name}`)
  const messages = async () =>
    (await buyer.api.ask(MESSAGES, { number: ticket.number })).ticket.timeline.edges.flatMap(
      ({ node }: { node: { message?: { id: string; reactions: object[] } } }) => node.message ?? [],
    )
  const reactions = async () => (await messages())[0].reactions
  await buyer.api.change('react', { messageId: (await messages())[0].id, emoji: '👍', reacted: true })
  const text = encodeURIComponent(`of ${buyer.person.name}`)
  const { page, api } = await enter('agent', { at: `/admin?ticket=${ticket.number}&text=${text}` })
  await opened(page, 'Hello, can you help?')
  await expect(row(page, other.subject)).toBeVisible()
  const now = async (number: string) =>
    (await api.ask('query ($number: String!) { ticket(number: $number) { status priority isStarred } }', { number }))
      .ticket

  const thumbs = bubble(page, 'Hello, can you help?').getByRole('button', { name: '👍:' })
  await page.context().setOffline(true)
  await page.getByRole('button', { name: 'Star', exact: true }).click()
  await choose(page, 'Priority', 'High')
  await thumbs.click()
  await expect(thumbs).toHaveAccessibleName(/^👍: 2 reactions/)
  await expect(page.getByText('Offline. 3 changes will be sent.')).toBeVisible()
  await expect(row(page, ticket.subject).getByRole('img', { name: 'Waits for the connection' })).toBeVisible()
  await expect(row(page, ticket.subject)).toContainText('High')
  await expect(row(page, other.subject).getByRole('img', { name: 'Waits for the connection' })).toHaveCount(0)
  await choose(page, 'Status', 'In progress')
  await expect(page.getByText('Offline. 4 changes will be sent.')).toBeVisible()
  expect(await now(ticket.number)).toMatchObject({ priority: 'MEDIUM', isStarred: false })
  // Meanwhile, somebody else.
  await buyer.api.change('setStatus', { ticketId: ticket.id, status: 'CLOSED' })
  await page.context().setOffline(false)

  await expect(page.getByText(/^Someone else changed this ticket\. It’s now Closed with High priority\./)).toBeVisible()
  expect(await now(ticket.number)).toEqual({ status: 'CLOSED', priority: 'HIGH', isStarred: true })
  await page.getByRole('button', { name: 'Apply again' }).click()
  await expect(page.getByText(/^Offline\./)).toHaveCount(0)
  await expect(page.getByRole('img', { name: 'Waits for the connection' })).toHaveCount(0)
  await expect(details(page).getByRole('button', { name: 'Status' })).toContainText('In progress')
  await expect.poll(() => now(ticket.number)).toMatchObject({ status: 'IN_PROGRESS' })
  await expect(thumbs).toHaveAccessibleName(/^👍: 2 reactions/)
  await expect.poll(reactions).toEqual([{ emoji: '👍', users: [{ id: expect.anything() }, { id: expect.anything() }] }])
})
