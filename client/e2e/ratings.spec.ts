import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { simpleParser, type ParsedMail } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { Api } from './support/api.ts'
import { violations } from './support/axe.ts'
import { operationOf } from './support/operations.ts'
import { DeskServer } from './support/server.ts'
import { expect, test as base } from './support/test.ts'

const personOf = (name: string) => ({ name, email: `${name}@parley.example` })

interface Desk {
  url: string
  /** The mails that it has sent. */
  received: ParsedMail[]
}

// A desk of its own that asks for ratings at once and sends mails.
const test = base.extend<{ desk: Desk }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from this pattern.
  desk: async ({}, use) => {
    const received: ParsedMail[] = []
    const mailServer = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData: async (stream, _session, done) => {
        received.push(await simpleParser(stream))
        done()
      },
    })
    mailServer.listen(0, '127.0.0.1')
    await once(mailServer.server, 'listening')
    const { port } = mailServer.server.address() as AddressInfo
    const server = await new DeskServer({ SMTP_URL: `smtp://127.0.0.1:${port}`, EMAIL_DELAY: '0' }).start()
    const admin = await Api.signIn(personOf('admin'), server.url)
    await admin.ask('mutation { setDeskSettings(input: { ratingDelayHours: 0 }) { errors { code } } }', {})
    await use({ url: server.url, received })
    await server.stop()
    mailServer.close()
  },
})

const openTicket = async (api: Api, subject: string): Promise<{ id: string; number: string }> =>
  (
    await api.ask('mutation ($input: CreateTicketInput!) { createTicket(input: $input) { ticket { id number } } }', {
      input: { subject, body: 'Please help.', clientId: crypto.randomUUID() },
    })
  ).createTicket.ticket
const resolve = async (api: Api, id: string) => {
  await api.ask('mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }', { id })
  await api.ask('mutation ($id: ID!) { setStatus(input: { ticketId: $id, status: RESOLVED }) { errors { code } } }', {
    id,
  })
}

test('a buyer rates with one click, comments and changes it, and the agent sees it live', async ({
  desk: { url },
  enter,
}) => {
  const buyer = await enter(personOf('buyer'), { url, at: '/dashboard/chat' })
  const ticket = await openTicket(buyer.api, 'The lamp flickers')
  const agent = await enter(personOf('agent'), { url, at: `/admin?ticket=${ticket.number}` })
  await buyer.page.goto(`/dashboard/chat?ticket=${ticket.number}`)
  await expect(buyer.page.getByRole('log')).toContainText('Please help.')
  await resolve(agent.api, ticket.id)

  const prompt = buyer.page.getByRole('region', { name: 'Rating' })
  await expect(prompt).toContainText('How was the help you got?')
  expect(await violations(buyer.page, 'the request to rate a ticket', { within: prompt })).toEqual([])
  await prompt.getByRole('button', { name: 'Okay' }).click()
  const log = agent.page.getByRole('log')
  await expect(log).toContainText('rated this ticket 3 of 5')
  const details = agent.page.locator('[data-detail=rating]')
  await expect(details).toContainText('3 of 5')

  await prompt.getByRole('button', { name: 'Add a comment' }).click()
  await prompt.getByRole('textbox').fill('It took a week.')
  await prompt.getByRole('button', { name: 'Save' }).click()
  await expect(log.getByText('It took a week.')).toBeVisible()
  await expect(details).toContainText('It took a week.')

  await prompt.getByRole('button', { name: 'Close' }).click()
  await expect(prompt).toBeHidden()
  await buyer.page.locator('[data-detail=rating]').getByRole('button', { name: 'Great' }).click()
  await expect(log).toContainText('changed the rating from 3 to 5 of 5')
  await expect(details).toContainText('Great')
  expect(await violations(agent.page, 'the rating in the details', { within: details })).toEqual([])

  // The details are answered before it changes, the conversation afterwards: its feed starts behind the change.
  let arrive = () => {}
  const isChanged = new Promise<void>((resolve) => (arrive = resolve))
  await agent.page.route('**/graphql', async (route) => {
    if (operationOf(route.request()) === 'ThreadHead') await isChanged
    await route.fallback()
  })
  await agent.page.reload()
  await expect(details).toContainText('Great')
  await buyer.page.locator('[data-detail=rating]').getByRole('button', { name: 'Okay' }).click()
  const rated = () => agent.api.ask('query ($id: ID!) { ticket(id: $id) { rating { score } } }', { id: ticket.id })
  await expect.poll(rated).toEqual({ ticket: { rating: { score: 3 } } })
  await expect(details).toContainText('Great')
  arrive()
  await expect(log).toContainText('changed the rating from 5 to 3 of 5')
  await expect(details).toContainText('Okay')
})

test('a seller rates by the link in a mail, signed out', async ({ desk: { url, received }, enter, visit }) => {
  const seller = await Api.signIn(personOf('seller'), url)
  const ticket = await openTicket(seller, 'The shop page is empty')
  const agent = await enter(personOf('agent'), { url, at: `/admin?ticket=${ticket.number}` })
  await expect(agent.page.getByRole('log')).toContainText('Please help.')
  await resolve(agent.api, ticket.id)
  const mail = () => received.find(({ text }) => text?.includes('Please rate the help you got'))
  await expect.poll(() => mail() !== undefined).toBe(true)
  const link = new URL(/^4 \(Good\): (\S+)/m.exec(mail()!.text!)![1]!)

  const page = await visit(link.pathname + link.search, { url })
  await expect(page.getByRole('button', { name: 'Good' })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByText('The shop page is empty')).toBeVisible()
  expect(await violations(page, 'the page of a link to rate')).toEqual([])
  await page.getByRole('textbox', { name: 'Comment (optional)' }).fill('Kind and clear.')
  await page.getByRole('button', { name: 'Send rating' }).click()
  await expect(page.getByRole('status')).toContainText('Thanks for your rating.')
  await expect(agent.page.getByRole('log')).toContainText('rated this ticket 4 of 5')
  await expect(agent.page.getByRole('log').getByText('Kind and clear.')).toBeVisible()
})
