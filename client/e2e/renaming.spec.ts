import { Api } from './support/api.ts'
import { takePerson } from './support/people.ts'
import { details, log, opened, row } from './support/screen.ts'
import { expect, test } from './support/test.ts'

test('staff rename a ticket in its header; everyone sees the new name and who changed it', async ({ enter }) => {
  const customer = await enter('buyer')
  const ticket = await customer.api.createTicket(`Harmonium of ${customer.person.name}`)
  const { page } = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  await customer.page.goto(`/dashboard/chat?ticket=${ticket.number}`)
  await opened(customer.page, 'Hello, can you help?')
  await opened(page, 'Hello, can you help?')
  const title = page.getByRole('main').getByRole('heading', { level: 2 })
  const field = page.getByRole('textbox', { name: 'Subject' })
  const name = (what: string) => `${what} of ${customer.person.name}`

  await test.step('F2 and Enter', async () => {
    await page.keyboard.press('F2')
    await expect(field).toBeFocused()
    await expect(field).toHaveValue(name('Harmonium'))
    await page.keyboard.type(name('Melodica'))
    await page.keyboard.press('Enter')
    await expect(title).toHaveText(name('Melodica'))
    await expect(row(page, name('Melodica'))).toBeVisible()
    await expect(customer.page.getByRole('heading', { name: name('Melodica') })).toBeVisible()
    const line = `renamed this ticket from “${name('Harmonium')}” to “${name('Melodica')}”`
    await expect(log(customer.page).getByText(line)).toBeVisible()
    await expect(log(page).getByText(`You ${line}`)).toBeVisible()
  })
  await test.step('Escape keeps the name', async () => {
    await title.click()
    await expect(field).toBeFocused()
    await page.keyboard.type('Something else')
    await page.keyboard.press('Escape')
    await expect(field).toHaveCount(0)
    await expect(title).toHaveText(name('Melodica'))
  })
  await test.step('nothing is not a name', async () => {
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Rename ticket' }).click()
    await expect(field).toBeFocused()
    await field.fill(' ')
    await page.keyboard.press('Enter')
    await expect(page.getByText('Enter a subject.')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(title).toHaveText(name('Melodica'))
  })
  await test.step('somebody else’s new name is not overwritten', async () => {
    await page.keyboard.press('F2')
    await expect(field).toBeFocused()
    const colleague = await Api.signIn(takePerson('agent'))
    await colleague.change('renameTicket', { ticketId: ticket.id, subject: name('Accordion') })
    await field.fill(name('Piano'))
    await page.keyboard.press('Enter')
    await expect(page.getByText(/Someone else renamed this ticket to “Accordion/)).toBeVisible()
    await expect(title).toHaveText(name('Accordion'))
  })
})

test('staff filter by requester and date; the filters are in the address, and live', async ({ enter }) => {
  const [wanted, other] = [takePerson('buyer'), takePerson('buyer')]
  const [asks, asksToo] = await Promise.all([Api.signIn(wanted), Api.signIn(other)])
  await asks.createTicket(`Oboe of ${wanted.name}`)
  await asksToo.createTicket(`Flute of ${other.name}`)
  const { page } = await enter('agent', { at: '/admin?view=tagged' })
  await expect(row(page, `Flute of ${other.name}`)).toBeVisible()
  const filters = page.getByRole('dialog', { name: 'Filter and sort' })
  const chips = page.getByRole('group', { name: 'Filters' })

  await test.step('by requester, by keyboard', async () => {
    await page.getByRole('button', { name: 'Filter and sort' }).press('Enter')
    await filters.getByRole('searchbox', { name: 'Requester' }).fill(wanted.email)
    await filters.getByRole('option', { name: wanted.name }).click()
    await expect(chips.getByText(`From ${wanted.name}`)).toBeVisible()
    await expect(row(page, `Oboe of ${wanted.name}`)).toBeVisible()
    await expect(row(page, `Flute of ${other.name}`)).toHaveCount(0)
  })
  await test.step('by date', async () => {
    await filters.getByRole('button', { name: /Created/ }).click()
    await page.getByRole('option', { name: 'Today' }).click()
    await expect(chips.getByText('Created: Today')).toBeVisible()
    expect(new URL(page.url()).searchParams.get('created')).toBe('1d')
    await expect(row(page, `Oboe of ${wanted.name}`)).toBeVisible()
    await filters.getByRole('button', { name: /Updated/ }).click()
    await page.getByRole('option', { name: 'Choose dates…' }).click()
    await expect(filters.getByRole('group', { name: 'Updated: first and last day' })).toBeVisible()
    await page.keyboard.press('Escape')
  })
  await test.step('the address has them, and what enters the filter appears', async () => {
    await page.reload()
    await expect(chips.getByText(`From ${wanted.name}`)).toBeVisible()
    await expect(row(page, `Oboe of ${wanted.name}`)).toBeVisible()
    await asksToo.createTicket(`Piccolo of ${other.name}`)
    await asks.createTicket(`Bassoon of ${wanted.name}`)
    await expect(row(page, `Bassoon of ${wanted.name}`)).toBeVisible()
    await expect(row(page, `Piccolo of ${other.name}`)).toHaveCount(0)
  })
  await test.step('and are cleared at once', async () => {
    await chips.getByRole('button', { name: 'Clear filters' }).click()
    await expect(row(page, `Piccolo of ${other.name}`)).toBeVisible()
    expect(new URL(page.url()).searchParams.has('requester')).toBe(false)
  })
})

test('who says that they are away is shown so where tickets are assigned, and where they view one', async ({
  enter,
}) => {
  const away = await enter('agent')
  const ticket = await (await Api.signIn(takePerson('buyer'))).createTicket('A theremin')
  const { page } = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  await opened(page, 'Hello, can you help?')
  await away.page.goto(`/admin?ticket=${ticket.number}`)
  await opened(away.page, 'Hello, can you help?')
  const viewing = page.getByRole('img', { name: /^Also viewing: / })
  await expect(viewing).toHaveAccessibleName(new RegExp(`${away.person.name}\\W*$`))
  const choose = async (name: string) => {
    await away.page.getByRole('button', { name: new RegExp(`^${away.person.name}\\b`) }).click()
    await away.page.getByRole('menuitem', { name }).click()
  }
  const dialog = away.page.getByRole('dialog', { name: 'Away' })
  await choose('Set away…')
  await dialog.getByRole('textbox', { name: /Note/ }).fill('At the dentist')
  await dialog.getByRole('button', { name: 'Set away' }).click()
  await expect(away.page.getByText('You’re away.')).toBeVisible()

  // At once, without a reload.
  await expect(viewing).toHaveAccessibleName(/ \(Away: .*At the dentist.*\)/)
  await details(page).getByRole('button', { name: 'Assignee' }).click()
  await page.keyboard.type(away.person.name)
  const name = page.getByText(away.person.name, { exact: true })
  await expect(page.getByRole('option').filter({ has: name })).toContainText(/Away.*At the dentist/)
  await page.keyboard.press('Escape')

  await choose('Set away…')
  await dialog.getByRole('button', { name: 'I’m back', exact: true }).click()
  await expect(away.page.getByText('You’re back.')).toBeVisible()
  await expect(viewing).not.toHaveAccessibleName(/Away/)
})
