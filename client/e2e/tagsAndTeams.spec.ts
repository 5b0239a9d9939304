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
