import { violations } from './support/axe.ts'
import { arrowTo, bubble, details, found, keys, list, log, opened, row, searchField } from './support/screen.ts'
import { expect, test } from './support/test.ts'

test('find, claim, note, reply, tag, resolve and accept a chat request: all by keyboard, all on the other screen', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Keystone of ${buyer.person.name}`)
  const reason = `A word by voice with ${buyer.person.name}`
  await buyer.api.ask('mutation ($input: RequestChatInput!) { requestChat(input: $input) { errors { message } } }', {
    input: { reason },
  })
  await buyer.page.goto(`/dashboard/chat?ticket=${ticket.number}`)
  await opened(buyer.page, 'Hello, can you help?')
  const { page, person } = await enter('agent')
  const { keyboard } = page
  // Only the keyboard is used from here.
  await expect(list(page)).toBeVisible()
  await keyboard.press('/')
  await expect(searchField(page)).toBeFocused()
  await keyboard.type(`keystone of ${buyer.person.name}`)
  await expect(found(page).getByRole('option')).toHaveCount(1)
  for (let stops = 0; stops < 8; stops++) {
    await keyboard.press('Tab')
    if (await found(page).evaluate((element) => element === document.activeElement)) break
  }
  await expect(found(page)).toBeFocused()
  await keyboard.press('Enter')
  await opened(page, 'Hello, can you help?')

  await keyboard.press('c')
  await expect(details(buyer.page)).toContainText(person.name)
  await keyboard.press('n')
  await keyboard.type('Only for us.')
  await keyboard.press('Control+Enter')
  await expect(bubble(page, 'Only for us.')).toContainText('only staff can see this')
  await keyboard.press('Escape')
  await keyboard.press('r')
  await keyboard.type('It is on its way.')
  await keyboard.press('Control+Enter')
  await opened(buyer.page, 'It is on its way.')
  await expect(log(buyer.page)).not.toContainText('Only for us.')
  await keyboard.press('Escape')

  await keyboard.press('t')
  await expect(page.getByRole('searchbox', { name: 'Add a tag' })).toBeFocused()
  await keyboard.type(`key-${ticket.number}`)
  await expect(page.getByRole('option', { name: `key-${ticket.number}` })).toBeVisible()
  expect(await violations(page, 'tags', { within: page.getByRole('dialog') })).toEqual([])
  await arrowTo(page, page.getByRole('option', { name: `key-${ticket.number}` }))
  await keyboard.press('Enter')
  await expect(details(buyer.page)).toContainText(`key-${ticket.number}`)
  await keyboard.press('Escape')
  await keyboard.press('a')
  await expect(page.getByRole('searchbox', { name: 'Assign to' })).toBeFocused()
  await keyboard.type('Sofia')
  const assign = page.getByRole('dialog', { name: 'Assign to' })
  await expect(assign.getByRole('option')).toHaveCount(1)
  await arrowTo(page, assign.getByRole('option'))
  // The field names the active option shortly after the list was filtered.
  await expect(async () => {
    const named = await page.getByRole('searchbox', { name: 'Assign to' }).getAttribute('aria-activedescendant')
    expect(named).toBe(await assign.getByRole('option').getAttribute('id'))
  }).toPass()
  expect(await violations(page, 'assigning', { within: assign })).toEqual([])
  // The first one clears the text.
  await keyboard.press('Escape')
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await keyboard.press('e')
  await expect(log(buyer.page)).toContainText('resolved this ticket')

  await keys(page, 'g', 'q')
  const card = page.getByRole('listitem').filter({ hasText: reason })
  await expect(card).toBeVisible()
  for (let presses = 0; presses < 40 && (await card.getAttribute('aria-current')) === null; presses++)
    await keyboard.press('j')
  await keyboard.press('y')
  await expect(card).toHaveCount(0)
  // The live chat is a separate ticket that begins with the request.
  await expect(row(buyer.page, reason)).toBeVisible()
})
