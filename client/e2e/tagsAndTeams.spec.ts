import { takePerson } from './support/people.ts'
import { details, opened, row } from './support/screen.ts'
import { expect, test } from './support/test.ts'
import { Api } from './support/api.ts'
import { shoot } from './support/shoot.ts'
import { violations } from './support/axe.ts'

test('an admin renames, colours, merges and deletes tags; an agent’s list, filter, views and details follow', async ({
  enter,
}) => {
  test.slow()
  const customer = takePerson('buyer')
  const asks = await Api.signIn(customer)
  const first = await asks.createTicket(`Cello of ${customer.name}`)
  const second = await asks.createTicket(`Viola of ${customer.name}`)
  const agent = await enter('agent', { at: '/admin' })
  const one = `strings ${customer.name}`
  const other = `bows ${customer.name}`
  await agent.api.change('updateTags', { ticketId: first.id, add: [one] })
  await agent.api.change('updateTags', { ticketId: second.id, add: [other] })
  await agent.api.change('saveView', { name: `Strings of ${customer.name}`, filter: { tags: [one] } })
  await agent.page.goto(`/admin?tag=${encodeURIComponent(one)}&ticket=${first.number}`)
  await opened(agent.page, 'Hello, can you help?')
  const chips = agent.page.getByRole('group', { name: 'Filters' })
  await expect(chips.getByText(`#${one}`)).toBeVisible()

  const admin = await enter({ name: 'Ruth', email: 'admin@parley.example' }, { at: '/admin' })
  await admin.page.getByRole('button', { name: /Ruth/ }).click()
  await admin.page.getByRole('menuitem', { name: 'Desk settings' }).click()
  const settings = admin.page.getByRole('dialog', { name: 'Desk settings' })
  const find = async (text: string) => settings.getByRole('textbox', { name: 'Find a tag' }).fill(text)
  const line = (tag: string) =>
    settings
      .getByRole('list', { name: 'Tags' })
      .getByRole('listitem')
      .filter({ has: admin.page.getByTitle(tag, { exact: true }) })
  const choose = async (tag: string, action: string) => {
    await settings.getByRole('button', { name: `Actions for the tag ${tag}` }).click()
    await admin.page.getByRole('menuitem', { name: action }).click()
  }
  const inDetails = (tag: string) => details(agent.page).getByTitle(tag, { exact: true })
  const renamed = `gut ${customer.name}`

  await test.step('rename', async () => {
    await find(customer.name)
    // The lines are others once the list has followed the text.
    await expect(settings.getByRole('list', { name: 'Tags' }).getByRole('listitem')).toHaveCount(2)
    await expect(line(one)).toContainText('1 open of 1')
    await choose(one, 'Rename')
    const field = settings.getByRole('textbox', { name: `New name of ${one}` })
    await expect(field).toBeFocused()
    await field.fill(other)
    await field.press('Enter')
    await expect(admin.page.getByText('There is a tag with this name. Merge the two instead.')).toBeVisible()
    await field.fill(renamed)
    await field.press('Enter')
    await expect(line(renamed)).toContainText('1 open of 1')
    await expect(line(one)).toHaveCount(0)
    await expect(inDetails(renamed)).toBeVisible()
    await expect(inDetails(one)).toHaveCount(0)
    await expect(chips.getByText(`#${renamed}`)).toBeVisible()
    await expect(row(agent.page, first.subject)).toContainText(renamed)
    const { savedViews } = await agent.api.ask('{ savedViews { name filter { tags } } }')
    expect(savedViews).toContainEqual({ name: `Strings of ${customer.name}`, filter: { tags: [renamed] } })
  })
  await test.step('colour', async () => {
    await choose(renamed, 'Colour…')
    await settings
      .getByRole('radiogroup', { name: `Colour of ${renamed}` })
      .getByRole('radio', { name: 'Teal' })
      .click({ force: true })
    await expect(inDetails(renamed)).toHaveAttribute('data-tag-color', 'TEAL')
    await expect(row(agent.page, first.subject).locator('[data-tag-color=TEAL]')).toBeVisible()
    await expect(chips.locator('[data-tag-color=TEAL]')).toBeVisible()
    await shoot(agent.page, 'tag-colours')
    await choose(renamed, 'Colour…')
    expect(await violations(admin.page, 'the tags', { within: settings })).toEqual([])
    await shoot(admin.page, 'tag-settings')
  })
  await test.step('merge', async () => {
    await choose(renamed, 'Merge into another tag…')
    await settings.getByRole('searchbox', { name: `Merge ${renamed} into` }).fill(other)
    await settings.getByRole('option', { name: other }).click()
    const asking = admin.page.getByRole('dialog', { name: `Merge “${renamed}” into “${other}”?` })
    await expect(asking).toContainText('1 ticket has')
    await asking.getByRole('button', { name: 'Merge' }).click()
    await expect(line(other)).toContainText('2 open of 2')
    await expect(inDetails(other)).toBeVisible()
    // The filter has followed, and the other ticket of the merged tag is listed.
    await expect(row(agent.page, second.subject)).toBeVisible()
  })
  await test.step('delete', async () => {
    await choose(other, 'Delete')
    const asking = admin.page.getByRole('dialog', { name: `Delete “${other}”?` })
    await expect(asking).toContainText('2 tickets lose it.')
    await asking.getByRole('button', { name: 'Delete' }).click()
    await expect(settings.getByText('No such tag.')).toBeVisible()
    await expect(inDetails(other)).toHaveCount(0)
  })
})

test('an admin renames and retires a team; an agent’s details, filter, picker and history follow, and a customer sees the new name', async ({
  enter,
}) => {
  test.slow()
  const customer = takePerson('buyer')
  const asks = await Api.signIn(customer)
  const ticket = await asks.createTicket(`Flute of ${customer.name}`)
  const ended = await asks.createTicket(`Oboe of ${customer.name}`)
  const [team, other, renamed] = ['Winds', 'Brass', 'Woodwinds'].map((name) => `${name} of ${customer.name}`)
  const manages = await Api.signIn({ email: 'admin@parley.example' })
  for (const name of [team, other]) await manages.change('addTeam', { name })
  const agent = await enter('agent', { at: '/admin' })
  for (const { id } of [ticket, ended]) await agent.api.change('assign', { ticketId: id, team })
  await agent.api.change('setStatus', { ticketId: ended.id, status: 'RESOLVED' })
  await agent.page.goto(`/admin?team=${encodeURIComponent(team!)}&ticket=${ticket.number}`)
  await opened(agent.page, 'Hello, can you help?')
  const chips = agent.page.getByRole('group', { name: 'Filters' })
  await expect(chips.getByText(team!)).toBeVisible()
  const property = details(agent.page).getByRole('button', { name: /^Team/ })
  await expect(property).toContainText(team!)

  const admin = await enter({ name: 'Ruth', email: 'admin@parley.example' }, { at: '/admin' })
  await admin.page.getByRole('button', { name: /Ruth/ }).click()
  await admin.page.getByRole('menuitem', { name: 'Desk settings' }).click()
  const settings = admin.page.getByRole('dialog', { name: 'Desk settings' })
  const line = (name: string) =>
    settings.getByRole('list', { name: 'Teams' }).getByRole('listitem').filter({ hasText: name })
  const choose = async (name: string, action: string) => {
    await settings.getByRole('button', { name: `Actions for the team ${name}` }).click()
    await admin.page.getByRole('menuitem', { name: action }).click()
  }

  await test.step('rename', async () => {
    await expect(line(team!)).toContainText('0 members · 1 open ticket')
    await choose(team!, 'Rename')
    const field = settings.getByRole('textbox', { name: `New name of ${team}` })
    await expect(field).toBeFocused()
    await field.fill(other!.toUpperCase())
    await field.press('Enter')
    await expect(admin.page.getByText('There is a team with this name.')).toBeVisible()
    await field.fill(renamed!)
    await field.press('Enter')
    await expect(line(renamed!)).toContainText('1 open ticket')
    await expect(property).toContainText(renamed!)
    await expect(chips.getByText(renamed!)).toBeVisible()
    await expect(agent.page.getByText(`You moved this ticket to ${renamed}`)).toBeVisible()
    await property.click()
    const picker = agent.page.getByRole('listbox', { name: 'Move to team' })
    await expect(picker.getByRole('option', { name: other })).toBeVisible()
    await agent.page.keyboard.press('Escape')
    await shoot(admin.page, 'team-settings')
    expect(await violations(admin.page, 'the teams', { within: settings })).toEqual([])
    const buyer = await enter(customer, { at: `/dashboard/chat?ticket=${ticket.number}` })
    await expect(details(buyer.page).getByText(renamed!)).toBeVisible()
  })
  await test.step('retire', async () => {
    await choose(renamed!, 'Retire…')
    const asking = admin.page.getByRole('dialog', { name: `Retire “${renamed}”?` })
    await expect(asking).toContainText('1 open ticket and no members')
    await expect(asking.getByRole('button', { name: 'Retire' })).toBeDisabled()
    await asking.getByRole('button', { name: /Team that takes over/ }).click()
    await admin.page.getByRole('option', { name: other }).click()
    await shoot(admin.page, 'team-retiring')
    expect(await violations(admin.page, 'retiring a team', { within: asking })).toEqual([])
    await asking.getByRole('button', { name: 'Retire' }).click()
    await expect(line(renamed!)).toContainText('Retired')
    await expect(line(other!)).toContainText('1 open ticket')
    await expect(property).toContainText(other!)
    await expect(agent.page.getByText(`Moved to ${other}, which took over from a retired team`)).toBeVisible()
    // Nothing can be moved there; the filter stays.
    await property.click()
    const picker = agent.page.getByRole('dialog', { name: 'Move to team' })
    await picker.getByRole('searchbox').fill(customer.name)
    await expect(picker.getByText('No matches')).toBeVisible()
    // The first clears the search.
    for (const _ of ['the text', 'the picker']) await agent.page.keyboard.press('Escape')
    await expect(picker).toBeHidden()
    await agent.page.getByRole('button', { name: /^Filter/ }).click()
    await expect(agent.page.getByRole('checkbox', { name: `${renamed} (retired)` })).toBeChecked()
  })
  await test.step('restore', async () => {
    await choose(renamed!, 'Restore')
    await expect(line(renamed!)).toContainText('0 members · 0 open tickets')
    await expect(agent.page.getByRole('checkbox', { name: renamed, exact: true })).toBeChecked()
  })
})
