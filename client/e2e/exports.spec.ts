import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { violations } from './support/axe.ts'
import { bubble, details, found, log, opened, searchField, ticketAt } from './support/screen.ts'
import { runNode } from './support/server.ts'
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
  await page.getByRole('listbox', { name: 'Users' }).getByRole('option').filter({ hasText: buyer.person.email }).click()
  await details(page).getByRole('button', { name: 'Erase…' }).click()
  const dialog = page.getByRole('dialog', { name: `Erase ${buyer.person.name}?` })
  const erase = dialog.getByRole('button', { name: 'Erase' })
  await expect(erase).toBeDisabled()
  await dialog.getByRole('textbox').fill(buyer.person.email)
  expect(await violations(page, 'erase', { within: dialog })).toEqual([])
  await erase.click()
  await expect(details(page).getByText(/^Erased on/)).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Deleted user' })).toBeVisible()

  await expect(details(page).getByRole('button', { name: /Rename|Enable|Disable/ })).toHaveCount(0)

  await expect(bubble(agent.page, text)).toHaveCount(0)
  await expect(log(agent.page).getByRole('article')).toContainText('This message was deleted')
  await expect(log(agent.page).getByRole('article', { name: /^System,/ })).toHaveCount(0)
  await expect(details(agent.page).getByText('Deleted user').first()).toBeVisible()
  await expect(agent.page.getByRole('heading', { name: 'Deleted', exact: true })).toBeVisible()

  // The name is in the language of whoever reads it.
  const german = await enter('agent', {
    at: new URL(agent.page.url()).pathname + new URL(agent.page.url()).search,
    locale: 'de-AT',
  })
  await expect(
    german.page.getByRole('complementary', { name: 'Details' }).getByText('Gelöschter Benutzer').first(),
  ).toBeVisible()
})

test('an admin checks a retention rule before turning it on', async ({ enter }) => {
  const { page } = await enter(ADMIN, { at: '/admin' })
  await page.getByRole('button', { name: /Ruth/ }).click()
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

/** A plain dump of a marketplace with one ticket, and the file of its first message. */
const marketplace = (number: string, word: string) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-e2e-'))
  const [buyer, ticket, ...messages] = Array.from({ length: 5 }, () => randomUUID())
  const message = (n: number, text: string, sender: string, time: string) =>
    [messages[n], buyer, text, sender, 't', `2024-03-01 ${time}:00+00`, ticket].join('\t')
  writeFileSync(path.join(folder, 'receipt.txt'), 'One lamp, 40 euros')
  writeFileSync(
    path.join(folder, 'dump.sql'),
    `COPY auth.users (id, email, raw_user_meta_data) FROM stdin;
${buyer}\t${word}@example.com\t{"full_name": "Zoë ${word}"}
\\.
COPY public.support_tickets (id, ticket_number, user_id, subject, status, created_at) FROM stdin;
${ticket}\t${number}\t${buyer}\tThe imported ${word}\tresolved\t2024-03-01 10:00:00+00
\\.
COPY public.support_messages (id, user_id, message, sender_type, is_read, created_at, ticket_id) FROM stdin;
${message(2, `Thank you, the ${word} works.`, 'user', '10:30')}
${message(0, `My ${word} is broken.`, 'user', '10:00')}
${message(1, 'We have sent a new one.', 'admin', '10:05')}
\\.
COPY public.support_attachments (id, message_id, file_name, file_url) FROM stdin;
${randomUUID()}\t${messages[0]}\treceipt.txt\thttps://old.example/files/receipt.txt
\\.
`,
  )
  return folder
}

test('an agent reads an imported conversation, opens its file, and finds a word of it', async ({ enter }) => {
  const word = `wombat${randomUUID().slice(0, 8)}`
  const number = `TC-${Math.floor(Math.random() * 1_000_000) + 1_000_000}`
  const folder = marketplace(number, word)
  const args = ['legacy', path.join(folder, 'dump.sql'), '--files', folder]
  const command = runNode('server/src/cli/import.ts', args, { DATA_DIR: process.env.E2E_DATA_DIR! })
  let output = ''
  for (const stream of [command.stdout, command.stderr]) stream?.on('data', (chunk) => (output += chunk))
  const [code] = await once(command, 'close')
  expect([code, output]).toEqual([0, expect.stringContaining('3 messages')])

  const { page } = await enter('agent', { at: ticketAt(HOME.agent, number) })
  await opened(page, `My ${word} is broken.`)
  const said = log(page).getByRole('article')
  await expect(said).toHaveText(
    [`My ${word} is broken.`, 'We have sent a new one.', `Thank you, the ${word} works.`].map(
      (text) => new RegExp(text),
    ),
  )
  for (const [n, label] of [`Zoë ${word}, 10:00.AM`, 'Support, 10:05.AM', `Zoë ${word}, 10:30.AM`].entries())
    await expect(said.nth(n)).toHaveAccessibleName(new RegExp(`^${label}$`))
  await expect(log(page)).toContainText('March 1, 2024')
  // The address above found it by its old number.
  await expect(details(page)).toContainText('Resolved')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    said
      .first()
      .getByRole('link', { name: /receipt\.txt/ })
      .click(),
  ])
  expect(readFileSync(await download.path(), 'utf8')).toBe('One lamp, 40 euros')

  await searchField(page).fill(`${word} works`)
  await searchField(page).press('Enter')
  await found(page)
    .getByRole('option', { name: `Thank you, the ${word} works.` })
    .click()
  await expect(log(page).locator('[aria-current]')).toContainText(`the ${word} works`)
})
