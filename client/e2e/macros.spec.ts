import { violations } from './support/axe.ts'
import { arrowTo, bubble, composer, hoverToast, log, opened, row } from './support/screen.ts'
import { expect, test } from './support/test.ts'

const SAVE = `mutation ($input: SaveMacroInput!) { saveMacro(input: $input) { macro { id } errors { message } } }`

test('/ inserts a macro, it is edited and sent, and its changes appear on the requester’s screen at once', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Harp of ${buyer.person.name}`)
  const { page, api, person } = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  const name = `Refund of ${ticket.number}`
  await api.ask(SAVE, {
    input: {
      name,
      body: 'Hello {{requester.firstName}}, {{ticket.number}} is refunded. {{agent.name}}',
      isShared: false,
      status: 'RESOLVED',
      addTags: ['refund', 'paid'],
    },
  })
  await buyer.page.goto(`/dashboard/chat?ticket=${ticket.number}`)
  await opened(buyer.page, 'Hello, can you help?')
  await opened(page, 'Hello, can you help?')
  const { keyboard } = page
  await composer(page).focus()
  await keyboard.type('A line before')
  await keyboard.press('Shift+Enter')
  await keyboard.type('/refund of')
  const picker = page.getByRole('listbox', { name: 'Macros' })
  await expect(picker.getByRole('option', { name })).toHaveAttribute('aria-selected', 'true')
  expect(await violations(page, 'the picker', { within: picker })).toEqual([])

  await keyboard.press('Escape')
  await expect(picker).toHaveCount(0)
  await expect(composer(page)).toHaveValue('A line before\n/refund of')
  await keyboard.type(` ${ticket.number}`)
  await expect(picker).toHaveCount(0)
  for (const _letter of ` ${ticket.number}`) await keyboard.press('Backspace')
  for (const _letter of '/refund of') await keyboard.press('Backspace')
  await keyboard.type(`/${name}`)
  await expect(picker.getByRole('option')).toHaveCount(1)
  await keyboard.press('Enter')
  const text = `Hello Buyer, ${ticket.number} is refunded. ${person.name}`
  await expect(composer(page)).toHaveValue(`A line before\n${text}`)
  await expect(composer(page)).toBeFocused()
  const chips = page.getByRole('group', { name: 'When sent' })
  await expect(chips).toContainText('Resolved')
  await chips.getByRole('button', { name: 'Remove +paid' }).click()
  await page.reload()
  await opened(page, 'Hello, can you help?')
  await expect(chips).toContainText('+refund')
  await expect(chips).not.toContainText('+paid')
  expect(await violations(page, 'the chips', { within: chips })).toEqual([])

  await composer(page).press('Enter')
  await opened(buyer.page, text)
  await expect(log(buyer.page)).toContainText('resolved this ticket')
  await expect(log(page)).toContainText('You added the tag “refund”')
  await expect(chips).toHaveCount(0)
  await expect(bubble(page, text)).toBeVisible()
})

test('an offline reply waits with its ticket changes, survives a reload, and applies both once', async ({
  enter,
  console,
}) => {
  console.allow(/503/)
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Iron of ${buyer.person.name}`)
  const { page, api } = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  const name = `Close ${ticket.number}`
  await api.ask(SAVE, { input: { name, body: 'Done and dusted.', isShared: false, status: 'CLOSED' } })
  await opened(page, 'Hello, can you help?')
  await composer(page).focus()
  await page.keyboard.type(`/${name}`)
  await expect(page.getByRole('option').filter({ hasText: name })).toBeVisible()
  await page.keyboard.press('Tab')
  await expect(composer(page)).toHaveValue('Done and dusted.')
  // The response is lost: the server has applied it, and the page does not know.
  let lost = 0
  await page.route('**/graphql', async (route) => {
    if (lost > 0 || !route.request().postData()?.includes('Done and dusted.')) return route.fallback()
    lost++
    const body = route.request().postDataJSON() as object
    await fetch(`${api.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: api.cookie },
      body: JSON.stringify(body),
    })
    return route.fulfill({
      status: 503,
      contentType: 'application/json',
      body: '{"errors":[{"message":"lost","extensions":{"code":"SERVICE_UNAVAILABLE"}}]}',
    })
  })
  await composer(page).press('Enter')
  await expect(log(page)).toContainText('Done and dusted.')
  await page.reload()
  await expect(bubble(page, 'Done and dusted.')).toHaveCount(1)
  await expect.poll(() => api.texts(ticket.number)).toEqual(['Hello, can you help?', 'Done and dusted.'])
  const { ticket: now } = await api.ask(
    'query($number: String!) { ticket(number: $number) { status timeline(last: 50) { edges { node { __typename } } } } }',
    { number: ticket.number },
  )
  expect(now.status).toBe('CLOSED')
  expect(now.timeline.edges.map(({ node }: any) => node.__typename)).toEqual([
    'MessageEntry',
    'MessageEntry',
    'StatusEntry',
  ])
})

test('a shared macro appears for a colleague live; one without text is applied at once, and undone', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Jar of ${buyer.person.name}`)
  const first = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  const second = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  await opened(first.page, 'Hello, can you help?')
  await opened(second.page, 'Hello, can you help?')
  await second.page.getByRole('button', { name: 'Insert a macro' }).click()
  await expect(second.page.getByRole('searchbox', { name: 'Search macros…' })).toBeFocused()

  // Created from the palette.
  const name = `Urgent ${ticket.number}`
  await first.page.keyboard.press('Control+k')
  await expect(first.page.getByRole('dialog', { name: 'Commands' }).getByRole('searchbox')).toBeFocused()
  await first.page.keyboard.type('manage macros')
  const command = first.page.getByRole('menuitem', { name: 'Manage macros', exact: true })
  await expect(command).toHaveCount(1)
  await arrowTo(first.page, command)
  await first.page.keyboard.press('Enter')
  const dialog = first.page.getByRole('dialog')
  await dialog.getByRole('button', { name: 'New macro' }).click()
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Dear {{requester.nmae}}')
  await expect(dialog).toContainText('Unknown placeholder “{{requester.nmae}}” (line 1, column 6).')
  await dialog.getByRole('textbox', { name: 'Text' }).fill('Dear {{requester.name}}')
  await expect(dialog.getByRole('region', { name: `Preview for ${ticket.number}` })).toContainText(
    `Dear ${buyer.person.name}`,
  )
  await dialog.getByRole('textbox', { name: 'Text' }).fill('')
  await dialog.getByRole('button', { name: 'Priority' }).click()
  await first.page.getByRole('option', { name: 'High', exact: true }).click()
  await dialog.getByText('Share with all staff').click()
  expect(await violations(first.page, 'the editor', { within: dialog })).toEqual([])
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('button', { name: new RegExp(name) })).toBeVisible()
  expect(await violations(first.page, 'the manager', { within: dialog })).toEqual([])

  const option = second.page.getByRole('option', { name: new RegExp(name) })
  await expect(option).toBeVisible()
  expect(await violations(second.page, 'the popover of macros', { within: second.page.getByRole('dialog') })).toEqual(
    [],
  )
  await option.click()
  await hoverToast(second.page, `Set ${ticket.number} to high priority.`)
  await expect(log(second.page)).toContainText('priority')
  await expect(row(first.page, ticket.subject)).toContainText('High')
  await second.page.getByRole('button', { name: 'Undo' }).click()
  await expect(row(first.page, ticket.subject)).not.toContainText('High')
})
