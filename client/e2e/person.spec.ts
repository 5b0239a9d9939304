import { violations } from './support/axe.ts'
import { bubble, details, opened } from './support/screen.ts'
import { shoot } from './support/shoot.ts'
import { expect, HOME, test } from './support/test.ts'

const inDays = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString()

test('the customer is a person: their sessions, and everything with them in one list whose entries are links', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const { name } = buyer.person
  const lamp = await buyer.api.createTicket(`Lamp of ${name}`, 'It does not light up.')
  const sofa = await buyer.api.createTicket(`Sofa of ${name}`, 'One leg is missing.')
  const agent = await enter('agent', { at: `${HOME.agent}?ticket=${sofa.number}` })
  const { page, api } = agent
  await api.ask('mutation ($id: ID!) { claim(input: { ticketId: $id }) { errors { code } } }', { id: lamp.id })
  await api.reply(lamp.id, 'Please try another bulb.')
  await api.reply(lamp.id, 'A patient customer.', 'STAFF')
  // More than a page of the timeline.
  for (let n = 1; n <= 50; n++) await api.reply(lamp.id, `Step ${n} of the manual.`)
  await api.change('scheduleSession', { ticketId: lamp.id, startsAt: inDays(2) })
  await api.change('setStatus', { ticketId: lamp.id, status: 'RESOLVED' })
  await page.reload()
  await opened(page, 'One leg is missing.')

  const sessions = details(page).getByRole('region', { name: 'Sessions of this person' })
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await expect(sessions).toContainText('Coming')
  expect(await violations(page, 'the customer card', { within: details(page) })).toEqual([])
  await shoot(page, 'customer-card')

  await details(page).getByRole('button', { name: 'Everything with this person' }).click()
  const everything = page.getByRole('dialog', { name: `Everything with ${name}` })
  const entry = (text: string) => everything.getByRole('listitem').filter({ hasText: text })
  await expect(entry('You resolved this ticket')).toContainText(lamp.number)
  await expect(entry('You scheduled a session')).toBeVisible()
  await expect(entry('Step 50 of the manual.')).toContainText('You wrote')
  expect(await violations(page, 'everything with a person', { within: everything })).toEqual([])
  await expect(entry('It does not light up.')).toHaveCount(0)
  await everything.getByRole('button', { name: 'Show earlier' }).click()
  await expect(entry('It does not light up.')).toContainText(`${name} opened this ticket`)
  await expect(entry('A patient customer.')).toContainText('Only staff can see this')
  await expect(everything.getByText('This is where it began.')).toBeVisible()

  // What happens meanwhile comes by itself: of a ticket that is listed, and a new one. What was loaded stays.
  await buyer.api.reply(lamp.id, 'It lights up now.')
  await expect(entry('It lights up now.')).toContainText(`${name} wrote`)
  const vase = await buyer.api.createTicket(`Vase of ${name}`, 'It is chipped.')
  await expect(entry('It is chipped.')).toContainText(vase.number)
  await api.change('setStatus', { ticketId: vase.id, status: 'RESOLVED' })
  await expect(entry('You resolved this ticket')).toHaveCount(2)
  await expect(everything.getByRole('listitem').first()).toContainText('You resolved this ticket')
  await expect(entry('It does not light up.')).toHaveCount(1)

  // By keyboard to where it happened: a message of the other ticket.
  const link = entry('Please try another bulb.').getByRole('link')
  await link.focus()
  await page.keyboard.press('Enter')
  await expect(everything).toHaveCount(0)
  await expect(page).toHaveURL(/[?&]message=/)
  await expect(page.getByRole('main').getByRole('heading', { name: lamp.subject })).toBeVisible()
  await expect(bubble(page, 'Please try another bulb.')).toBeInViewport()
})

test('changes are undone one after another and by themselves; keys can be changed and turned off', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const { name } = buyer.person
  const pan = await buyer.api.createTicket(`Pan of ${name}`)
  const { page, api } = await enter('agent', { at: `${HOME.agent}?ticket=${pan.number}` })
  const { keyboard } = page
  await opened(page, 'Hello, can you help?')
  const stateOfPan = async () =>
    (
      await api.ask(`query ($number: String!) { ticket(number: $number) { status isStarred } }`, {
        number: pan.number,
      })
    ).ticket

  const history = page.getByRole('dialog', { name: 'Undo history' })
  const openHistory = async () => {
    await keyboard.press('Control+k')
    await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('searchbox')).toBeFocused()
    await keyboard.type('undo')
    await page.getByRole('menuitem', { name: 'Undo history' }).click()
    await expect(history).toBeVisible()
  }
  await openHistory()
  await expect(history).toContainText('Nothing to undo.')
  await keyboard.press('Escape')
  await expect(history).toHaveCount(0)

  await bubble(page, 'Hello, can you help?').click()
  await keyboard.press('s')
  await expect(page.getByText(`Starred ${pan.number}.`)).toBeVisible()
  await page.getByRole('main').getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(page.getByText(`Resolved ${pan.number}.`)).toBeVisible()
  await openHistory()
  await expect(history.getByRole('listitem')).toHaveText([/^Resolved/, /^Starred/])
  expect(await violations(page, 'the undo history', { within: history })).toEqual([])
  await shoot(page, 'undo-history')
  // The older one alone.
  await history.getByRole('button', { name: `Undo: Starred ${pan.number}.` }).click()
  await expect(history.getByRole('listitem')).toHaveText([/^Resolved/])
  await expect.poll(stateOfPan).toEqual({ status: 'RESOLVED', isStarred: false })

  // Somebody has written meanwhile, so that the ticket is open again: the server's conflict is told.
  await buyer.api.reply(pan.id, 'It is still broken.')
  await history.getByRole('button', { name: /^Undo: Resolved/ }).click()
  await expect(page.getByText(`${pan.number} has new messages and wasn’t changed.`)).toBeVisible()
  await keyboard.press('Escape')
  await expect(history).toHaveCount(0)

  // Shortcuts: another key for starring, and single keys off as a whole.
  await keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await sheet.getByRole('button', { name: 'Change shortcuts' }).click()
  const press = async (key: string) => {
    await sheet.getByRole('button', { name: 'Change the keys of “Star”' }).click()
    await expect(sheet.getByRole('button', { name: /^Press the new keys of “Star”/ })).toBeFocused()
    await keyboard.press(key)
  }
  await press('c')
  await expect(sheet.getByRole('status')).toContainText('c is the shortcut of “Claim”.')
  await press('b')
  await expect(sheet.getByRole('status')).toHaveText('“Star” is now b.')
  expect(await violations(page, 'changing shortcuts', { within: sheet })).toEqual([])
  await shoot(page, 'shortcuts-changing')
  await keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await bubble(page, 'Hello, can you help?').click()
  await keyboard.press('b')
  await expect.poll(async () => (await stateOfPan()).isStarred).toBe(true)
  // It is remembered, and shown where the button is.
  await page.reload()
  await opened(page, 'It is still broken.')
  // Tooltips are for pointers that move; after a reload, none has moved yet.
  await page.mouse.move(5, 5)
  await page.getByRole('main').getByRole('button', { name: 'Remove star' }).hover()
  await expect(page.getByRole('tooltip')).toContainText('b')
  await keyboard.press('?')
  await sheet.getByRole('checkbox', { name: 'Shortcuts of a single key' }).click({ force: true })
  await keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
  await keyboard.press('b')
  await keyboard.press('Control+k')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toBeVisible()
  expect((await stateOfPan()).isStarred).toBe(true)
})
