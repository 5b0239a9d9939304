import type { Page } from '@playwright/test'
import { randomUUID } from 'node:crypto'
import { violations } from './support/axe.ts'
import { NO_NETWORK } from './support/console.ts'
import { addPeople, takePerson } from './support/people.ts'
import { bubble, composer, list, log, open, opened, say, ticketAt } from './support/screen.ts'
import { DeskServer } from './support/server.ts'
import { operationOf } from './support/operations.ts'
import { expect, HOME, test } from './support/test.ts'

test('an offline message waits, survives a reload, and is sent exactly once', async ({ enter, console }) => {
  console.allow(NO_NETWORK)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Toaster of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, 'Hello, can you help?')
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Hello, can you help?')

  await buyer.page.context().setOffline(true)
  await expect(buyer.page.getByText('Offline. Your messages will send when you reconnect.')).toBeVisible()
  await say(buyer.page, 'Written on a train.')
  await expect(bubble(buyer.page, 'Written on a train.')).toContainText('Waiting for connection')
  await expect(buyer.page.getByText('Offline. 1 message will send.')).toBeVisible()

  // The page itself comes from the server, so the network is back; only sending still fails.
  await buyer.page.route('**/graphql', (route) =>
    operationOf(route.request()) === 'Reply' ? route.abort('internetdisconnected') : route.fallback(),
  )
  await buyer.page.context().setOffline(false)
  await buyer.page.reload()
  await expect(bubble(buyer.page, 'Written on a train.')).toBeVisible()
  expect(await buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?'])

  await buyer.page.unroute('**/graphql')
  await expect(bubble(buyer.page, 'Written on a train.')).toContainText('Sent')
  await opened(agent.page, 'Written on a train.')
  await expect(bubble(agent.page, 'Written on a train.')).toHaveCount(1)
  await expect(bubble(buyer.page, 'Written on a train.')).toHaveCount(1)
  expect(await buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?', 'Written on a train.'])
})

test('several offline messages are sent by themselves, in order', async ({ enter, console }) => {
  console.allow(NO_NETWORK)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Mixer of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, 'Hello, can you help?')
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Hello, can you help?')

  await buyer.page.context().setOffline(true)
  for (const text of ['One.', 'Two.', 'Three.']) await say(buyer.page, text)
  await expect(buyer.page.getByText('Offline. 3 messages will send.')).toBeVisible()
  await agent.api.reply(ticket.id, 'Meanwhile, an answer.')
  await buyer.page.context().setOffline(false)

  await opened(agent.page, 'Three.')
  await opened(buyer.page, 'Meanwhile, an answer.')
  await expect(buyer.page.getByText(/^Offline/)).toHaveCount(0)
  const expected = ['Hello, can you help?', 'Meanwhile, an answer.', 'One.', 'Two.', 'Three.']
  await expect.poll(() => buyer.api.texts(ticket.number)).toEqual(expected)
  await expect(log(agent.page).getByRole('article')).toHaveCount(expected.length)
  await expect(log(buyer.page).getByRole('article')).toHaveCount(expected.length)
})

test('a message beyond the limit says when it is sent again, also after a reload', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Lamp of ${buyer.person.name}`)
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Hello, can you help?')
  const errors = [{ message: 'Too many messages.', extensions: { code: 'RATE_LIMITED', retryAfter: 3_600 } }]
  let attempts = 0
  await buyer.page.route('**/graphql', (route) => {
    if (operationOf(route.request()) !== 'Reply') return route.fallback()
    attempts++
    return route.fulfill({ json: { errors } })
  })
  await say(buyer.page, 'One too many.')
  await expect(bubble(buyer.page, 'One too many.')).toContainText(/Sending again in 3,?\d{3} s/)
  await buyer.page.reload()
  await expect(bubble(buyer.page, 'One too many.')).toContainText(/Sending again in 3,?\d{3} s/)
  expect(attempts).toBe(1)
  expect(await violations(buyer.page, 'a message that waits for the limit')).toEqual([])
})

test('a draft stays with its ticket, also through a reload', async ({ enter }) => {
  const buyer = await enter('buyer')
  const first = await buyer.api.createTicket(`Rug of ${buyer.person.name}`)
  const second = await buyer.api.createTicket(`Mat of ${buyer.person.name}`)
  await open(buyer.page, first.subject)
  await composer(buyer.page).fill('Half a thou')
  await open(buyer.page, second.subject)
  await expect(composer(buyer.page)).toHaveValue('')
  await open(buyer.page, first.subject)
  await expect(composer(buyer.page)).toHaveValue('Half a thou')
  await buyer.page.reload()
  await expect(composer(buyer.page)).toHaveValue('Half a thou')
})

test('killing the server during a conversation loses and duplicates nothing', async ({ enter, console }) => {
  console.allow(NO_NETWORK)
  const server = await new DeskServer().start()
  try {
    await addPeople(server.dataDir, { buyer: 1, seller: 1, agent: 1 })
    const { url, dataDir } = server
    const buyer = await enter(takePerson('buyer', dataDir), { url })
    const ticket = await buyer.api.createTicket('Radiator')
    await open(buyer.page, ticket.subject)
    await opened(buyer.page, 'Hello, can you help?')
    const agent = await enter(takePerson('agent', dataDir), { url, at: ticketAt(HOME.agent, ticket.number) })
    await opened(agent.page, 'Hello, can you help?')
    await say(agent.page, 'Before.')
    await opened(buyer.page, 'Before.')

    await server.kill()
    await say(buyer.page, 'During, from the buyer.')
    await say(agent.page, 'During, from the agent.')
    for (const { page } of [buyer, agent]) await expect(page.getByText('Reconnecting…')).toBeVisible()

    await server.start()
    await opened(agent.page, 'During, from the buyer.')
    await opened(buyer.page, 'During, from the agent.')
    for (const { page } of [buyer, agent]) {
      await expect(page.getByText('Reconnecting…')).toHaveCount(0)
      await expect(log(page).getByRole('article')).toHaveCount(4)
      await expect(list(page)).toBeVisible()
    }
    await say(buyer.page, 'After.')
    await opened(agent.page, 'After.')
    const texts = await agent.api.texts(ticket.number)
    expect(texts.toSorted()).toEqual(
      ['Hello, can you help?', 'Before.', 'During, from the buyer.', 'During, from the agent.', 'After.'].toSorted(),
    )
  } finally {
    await server.stop()
  }
})

test('a reply is scheduled, edited and sent, and another one is held because someone answered first', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Kettle of ${buyer.person.name}`)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  const colleague = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await open(buyer.page, ticket.subject)
  for (const { page } of [buyer, agent, colleague]) await opened(page, 'Hello, can you help?')

  await composer(agent.page).fill('Does it boil now?')
  await agent.page.getByRole('button', { name: 'Send later' }).click()
  await agent.page.getByRole('menuitem', { name: 'Pick date and time…' }).click()
  await agent.page.getByRole('dialog', { name: 'Send later' }).getByRole('button', { name: 'Schedule' }).click()
  const card = (page: Page) => page.getByRole('list', { name: 'Scheduled messages' })
  await expect(card(agent.page)).toContainText(/Sends tomorrow, 9:00\sAM/)
  await expect(composer(agent.page)).toHaveValue('')
  await expect(card(colleague.page)).toContainText(`${agent.person.name} will reply tomorrow`)
  await expect(card(colleague.page).getByRole('button')).toHaveCount(0)
  await expect(card(buyer.page)).toHaveCount(0)
  expect(await buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?'])
  expect(await violations(agent.page, 'the card', { within: card(agent.page) })).toEqual([])

  await card(agent.page).getByRole('button', { name: 'Edit' }).click()
  const dialog = agent.page.getByRole('dialog', { name: 'Edit scheduled message' })
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Does the kettle boil now?')
  expect(await violations(agent.page, 'the dialog', { within: dialog })).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(card(colleague.page)).toContainText('Does the kettle boil now?')
  await card(agent.page).getByRole('button', { name: 'Send now' }).click()
  await opened(buyer.page, 'Does the kettle boil now?')
  await expect(card(agent.page)).toHaveCount(0)

  // Due soon (a busy machine needs some seconds to send it), and written before the buyer's message was seen.
  const sendAt = new Date(Date.now() + 15_000).toISOString()
  await agent.api.change('scheduleMessage', {
    ticketId: ticket.id,
    clientId: randomUUID(),
    body: 'Well?',
    sendAt,
    basedOn: 0,
  })
  await expect(card(agent.page)).toContainText('Not sent: someone answered first')
  await card(agent.page).getByRole('button', { name: 'Cancel' }).click()
  await agent.page.getByRole('button', { name: 'Delete message' }).click()
  await expect(card(colleague.page)).toHaveCount(0)
  expect(await buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?', 'Does the kettle boil now?'])
})
