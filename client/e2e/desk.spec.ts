import { violations } from './support/axe.ts'
import { cutIn, details, hoverToast, list, log, row, searchField } from './support/screen.ts'
import { expect, test } from './support/test.ts'
import { DESKTOP, PHONE } from './support/widths.ts'

test('filters are removable chips; they are saved as a view, shared, and opened by URL', async ({ enter }) => {
  const buyer = await enter('buyer')
  const [urgent, calm] = [
    await buyer.api.createTicket(`Urgent of ${buyer.person.name}`, 'Help', { priority: 'HIGH' }),
    await buyer.api.createTicket(`Calm of ${buyer.person.name}`),
  ]
  const { page } = await enter('agent', { at: `/admin?text=${encodeURIComponent(buyer.person.name)}` })
  await expect(row(page, calm.subject)).toBeVisible()
  const colleague = await enter('agent')
  await expect(row(colleague.page, calm.subject)).toBeVisible()

  await page.getByRole('button', { name: 'Filter and sort' }).click()
  await page.getByRole('dialog').getByText('High', { exact: true }).click()
  await page.keyboard.press('Escape')
  const chips = page.getByRole('group', { name: 'Filters' })
  await expect(chips).toContainText('Priority: High')
  await expect(row(page, calm.subject)).toHaveCount(0)
  await expect(row(page, urgent.subject)).toBeVisible()

  await chips.getByRole('button', { name: 'Save view…' }).click()
  const name = `Urgent, ${buyer.person.name}`
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
  await page.getByText('Share with all staff').click()
  expect(await violations(page, 'the dialog', { within: page.getByRole('dialog') })).toEqual([])
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const kept = page.locator('[data-saved-views]').getByRole('button', { name }).first()
  await expect(kept).toContainText('1')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expect(chips.getByRole('button', { name: /^Update/ })).toHaveCount(0)
  const id = new URL(page.url()).searchParams.get('saved')!
  await expect(colleague.page.locator('[data-saved-views]').getByRole('button', { name }).first()).toBeVisible()

  await chips.getByRole('button', { name: 'Remove filter: Priority: High' }).click()
  await expect(row(page, calm.subject)).toBeVisible()
  await expect(chips.getByRole('button', { name: `Update “${name}”` })).toBeVisible()
  await kept.click()
  await expect(row(page, calm.subject)).toHaveCount(0)

  // Another staff member, by the URL alone.
  const other = await enter('agent', { at: `/admin?saved=${encodeURIComponent(id)}` })
  await expect(row(other.page, urgent.subject)).toBeVisible()
  await expect(list(other.page).getByRole('option')).toHaveCount(1)
  await expect(
    other.page.locator('[data-saved-views]').getByRole('button', { name: 'Actions for the view' }),
  ).toHaveCount(0)
})

test('a ticket is handed over with a note, and the new assignee sees both', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Lamp of ${buyer.person.name}`)
  const { page } = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  const admin = await enter({ name: 'Ruth', email: 'admin@parley.example' }, { at: `/admin?ticket=${ticket.number}` })
  const { viewer } = await admin.api.ask('{ viewer { id } }')
  await admin.api.change('assign', { ticketId: ticket.id, agentId: viewer.id })
  await expect(details(page)).toContainText('Ruth Adeyemi')

  await details(page).getByRole('button', { name: 'Hand over…' }).click()
  const to = page.getByRole('button', { name: 'Keep assigned to Ruth Adeyemi To' })
  // Longer than its line, it takes two.
  expect(await cutIn(to)).toEqual([])
  await to.click()
  const someone = page.locator('[data-trigger="Select"]').getByRole('option').nth(1)
  const whom = (await someone.textContent())!.trim()
  await someone.click()
  await page.getByRole('textbox', { name: 'Internal note' }).fill('They know this lamp.')
  expect(await violations(page, 'the dialog', { within: page.getByRole('dialog') })).toEqual([])
  await page.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect(page.getByText(`${ticket.number} handed over.`)).toBeVisible()
  await expect(log(admin.page)).toContainText('They know this lamp.')
  await expect(log(admin.page)).toContainText(whom)
  await expect(details(admin.page)).toContainText(whom)
})

test('all matching tickets are changed by a job, and restored by undo', async ({ enter }) => {
  const buyer = await enter('buyer')
  const subject = `Parcel of ${buyer.person.name}`
  for (let n = 0; n < 60; n++) await buyer.api.createTicket(subject)
  const { page, api } = await enter('agent', { at: `/admin?text=${encodeURIComponent(subject)}` })
  await expect(row(page, subject).first()).toBeVisible()
  const high = async () =>
    (
      await api.ask(`query ($text: String) { tickets(filter: { text: $text, priority: [HIGH] }) { totalCount } }`, {
        text: subject,
      })
    ).tickets.totalCount as number

  await list(page).focus()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Select all 60 matching' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'All 60 selected' })).toBeVisible()
  await expect(list(page).getByRole('option', { selected: false })).toHaveCount(0)
  await page.getByRole('button', { name: 'Priority' }).first().click()
  await page.getByRole('menuitem', { name: 'High' }).click()
  await hoverToast(page, '60 tickets updated.')
  expect(await high()).toBe(60)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('60 tickets restored.')).toBeVisible()
  expect(await high()).toBe(0)
})

test('an admin sets how long claims are kept, and adds a team; an agent is not offered it', async ({ enter }) => {
  const { page, api } = await enter({ name: 'Ruth', email: 'admin@parley.example' }, { at: '/admin' })
  const kept = async () =>
    (await api.ask('{ deskSettings { claimKeptMinutes } }')).deskSettings.claimKeptMinutes as number | null
  const before = await kept()

  await page.getByRole('button', { name: /Ruth/ }).click()
  await page.getByRole('menuitem', { name: 'Desk settings' }).click()
  const dialog = page.getByRole('dialog', { name: 'Desk settings' })
  await dialog.getByRole('button', { name: /Release claims after/ }).click()
  await page.getByRole('option', { name: 'Never' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  await expect(dialog.getByRole('button', { name: /Release claims after/ })).toContainText('Never')
  expect(await kept()).toBeNull()

  const team = `Team ${crypto.randomUUID().slice(0, 8)}`
  await dialog.getByRole('textbox', { name: 'New team' }).fill(team)
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByRole('listitem').filter({ hasText: team })).toBeVisible()
  // A duplicate is reported and not sent.
  await dialog.getByRole('textbox', { name: 'New team' }).fill(team.toUpperCase())
  await expect(dialog.getByRole('button', { name: 'Add' })).toBeDisabled()
  await expect(dialog.getByRole('status')).toContainText(team)
  expect(await violations(page, 'the settings', { within: dialog })).toEqual([])
  await api.ask('mutation ($input: SetDeskSettingsInput!) { setDeskSettings(input: $input) { errors { code } } }', {
    input: { claimKeptMinutes: before },
  })

  const agent = await enter('agent', { at: '/admin' })
  await expect(agent.page.getByRole('button', { name: 'New ticket' }).first()).toBeVisible()
  await agent.page.keyboard.press('Control+k')
  const palette = agent.page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('menuitem', { name: 'New ticket' })).toBeVisible()
  await expect(palette.getByRole('menuitem', { name: 'Desk settings' })).toHaveCount(0)
})

for (const viewport of [DESKTOP, PHONE])
  test(`an admin looks at the background jobs, ${viewport.width} wide`, async ({ enter }) => {
    const { page } = await enter({ name: 'Ruth', email: 'admin@parley.example' }, { at: '/admin', viewport })
    await expect(list(page)).toBeVisible()
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Commands' })
    await palette.getByRole('searchbox').fill('background')
    await palette.getByRole('menuitem', { name: 'Background jobs' }).click()
    const dialog = page.getByRole('dialog', { name: 'Background jobs' })
    await expect(dialog.getByRole('listitem').or(dialog.getByText('No jobs are waiting')).first()).toBeVisible()
    expect(await violations(page, 'the background jobs', { within: dialog })).toEqual([])
  })

test('the ticket that waits longest is at the top of the queue, and leaves it when answered', async ({ enter }) => {
  const [buyer, agent] = [await enter('buyer'), await enter('agent')]
  const tag = `queue-${Date.now()}`
  const [first, second] = [await ask('First in the queue'), await ask('Second in the queue')]
  async function ask(subject: string) {
    const ticket = await buyer.api.createTicket(`${subject} of ${buyer.person.name}`, 'Anybody?')
    await agent.api.ask(
      'mutation ($t: ID!, $tag: String!) { updateTags(input: { ticketId: $t, add: [$tag] }) { errors { message } } }',
      { t: ticket.id, tag },
    )
    return ticket
  }
  await agent.page.goto(`/admin?view=needs-reply&tag=${tag}`)
  const rows = list(agent.page).getByRole('option')
  await expect(rows).toHaveText([new RegExp(first.number), new RegExp(second.number)])
  // Writing again while waiting keeps the position, although it is the newest activity.
  await buyer.api.reply(first.id, 'Hello?')
  await expect(rows.first()).toContainText('Hello?')
  await expect(rows).toHaveText([new RegExp(first.number), new RegExp(second.number)])
  await agent.api.reply(first.id, 'Here I am.')
  await expect(rows).toHaveText([new RegExp(second.number)])
})

test('selecting rows moves none of them, and a search without results can be cleared', async ({ enter }) => {
  const agent = await enter('agent')
  const { page } = agent
  const row = list(page).getByRole('option').first()
  await expect(row).toBeVisible()
  const top = async () => (await row.boundingBox())!.y
  const before = await top()
  await list(page).focus()
  await page.keyboard.press('x')
  await expect(page.getByRole('toolbar', { name: 'Bulk edit' })).toBeVisible()
  expect(await top()).toBe(before)
  await page.keyboard.press('Escape')
  await searchField(page).fill('no ticket is called this')
  await expect(page.getByText('No results for').last()).toBeVisible()
  await page.getByRole('button', { name: 'Clear search' }).last().click()
  await expect(row).toBeVisible()
})
