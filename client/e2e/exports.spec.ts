import { readFileSync } from 'node:fs'
import { violations } from './support/axe.ts'
import { bubble, details, opened, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'

const ADMIN = { name: 'Ruth Adeyemi', email: 'admin@parley.example' }

test('an admin exports a ticket, sets a legal hold, and erases its requester; an agent sees the text go', async ({
  enter,
  console,
}) => {
  const buyer = await enter('buyer')
  const subject = `Erase ${buyer.person.name}`
  const text = `A lamp of ${buyer.person.name}`
  const { number } = await buyer.api.createTicket(subject, text)
  const agent = await enter('agent', { at: ticketAt(HOME.agent, number) })
  await opened(agent.page, text)
  const { page } = await enter(ADMIN, { at: ticketAt('/admin', number) })
  await opened(page, text)

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    details(page).getByRole('link', { name: 'Export (JSON)' }).click(),
  ])
  expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toMatchObject({
    number,
    subject,
    messages: [{ body: text }],
  })
  const [print] = await Promise.all([
    page.waitForEvent('popup'),
    details(page).getByRole('link', { name: 'Printable page' }).click(),
  ])
  await expect(print.getByRole('heading', { name: subject })).toBeVisible()
  await expect(print.getByText(text)).toBeVisible()
  await print.close()

  await details(page).getByRole('button', { name: 'Set legal hold' }).click()
  const hold = page.getByRole('dialog', { name: `Legal hold on ${number}` })
  await hold.getByRole('textbox', { name: 'Reason (optional)' }).fill('Case 12')
  expect(await violations(page, 'legal hold', { within: hold })).toEqual([])
  await hold.getByRole('button', { name: 'Set legal hold' }).click()
  // An agent sees it without a reload, and cannot lift it.
  await expect(details(agent.page).getByText('Case 12')).toBeVisible()
  await expect(details(agent.page).getByRole('button', { name: 'Lift legal hold' })).toHaveCount(0)
  expect(await violations(page, 'ticket with a hold', { within: details(page) })).toEqual([])
  await details(page).getByRole('button', { name: 'Lift legal hold' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Lift legal hold' }).click()
  await expect(details(page).getByRole('button', { name: 'Set legal hold' })).toBeVisible()

  // The buyer's open page is signed out.
  console.allow(/status of 401|status of 403/)
  await page.goto('/admin/users')
  await page.getByRole('searchbox', { name: 'Search by name or email' }).fill(buyer.person.email)
  await page.getByRole('listbox', { name: 'Users' }).getByRole('option').first().click()
  await details(page).getByRole('button', { name: 'Erase…' }).click()
  const dialog = page.getByRole('dialog', { name: `Erase ${buyer.person.name}?` })
  const erase = dialog.getByRole('button', { name: 'Erase' })
  await expect(erase).toBeDisabled()
  await dialog.getByRole('textbox').fill(buyer.person.email)
  expect(await violations(page, 'erase', { within: dialog })).toEqual([])
  await erase.click()
  await expect(details(page).getByText(/^Erased on/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Deleted user' })).toBeVisible()

  await expect(bubble(agent.page, text)).toHaveCount(0)
  await expect(details(agent.page).getByText('Deleted user').first()).toBeVisible()
  await expect(agent.page.getByRole('heading', { name: 'Deleted', exact: true })).toBeVisible()
})

test('an admin checks a retention rule before turning it on', async ({ enter }) => {
  const { page } = await enter(ADMIN, { at: '/admin' })
  await page.getByRole('button', { name: /^Account:/ }).click()
  await page.getByRole('menuitem', { name: 'Retention' }).click()
  const dialog = page.getByRole('dialog', { name: 'Retention' })
  await dialog.getByRole('textbox', { name: 'After days' }).fill('36500')
  await dialog.getByRole('button', { name: 'Check and add' }).click()
  const rule = dialog.getByRole('listitem').filter({ hasText: 'after 36,500 days' }).last()
  await expect(rule).toContainText('Nothing to delete')
  expect(await violations(page, 'retention', { within: dialog })).toEqual([])
  await rule.getByRole('button', { name: 'Turn on' }).click()
  await page.getByRole('dialog', { name: 'Turn on this rule?' }).getByRole('button', { name: 'Turn on' }).click()
  await expect(rule).toContainText('Not run yet.')
  await rule.getByRole('button', { name: 'Delete rule' }).click()
  await expect(rule).toHaveCount(0)
})
