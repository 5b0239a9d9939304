import type { Locator, Page } from '@playwright/test'
import type { Ticket } from './support/api.ts'
import { arrowTo, bubble, composer, found, keys, list, opened, row, searchField } from './support/screen.ts'
import { expect, test, type Seat } from './support/test.ts'

test('find, open and reply without a mouse', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Anvil of ${buyer.person.name}`)
  const { page } = await enter('agent')
  const { keyboard } = page
  await expect(list(page)).toBeVisible()

  await keyboard.press('/')
  await expect(searchField(page)).toBeFocused()
  await keyboard.type(`anvil of ${buyer.person.name}`)
  await expect(found(page).getByRole('option')).toHaveCount(1)
  await expect(found(page)).toContainText(ticket.subject)
  await keyboard.press('Tab')
  await tabTo(page, found(page))
  await keyboard.press('Enter')
  await opened(page, 'Hello, can you help?')
  await keyboard.press('r')
  await keyboard.type('It has been found.')
  await keyboard.press('Enter')
  await opened(page, 'It has been found.')
  await expect(row(buyer.page, ticket.subject)).toContainText('It has been found.')
})

/** Presses Tab until the element has the focus. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let stops = 0; stops < 8; stops++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  await expect(target).toBeFocused()
}

test('the list is one tab stop; j and k move, Enter opens, u closes', async ({ enter }) => {
  const buyer = await enter('buyer')
  const first = await buyer.api.createTicket(`First of ${buyer.person.name}`)
  const second = await buyer.api.createTicket(`Second of ${buyer.person.name}`)
  const { page } = buyer
  const { keyboard } = page
  await expect(row(page, first.subject)).toBeVisible()
  await expect(row(page, second.subject)).toBeVisible()

  await keyboard.press('j')
  await expect(list(page)).toBeFocused()
  await keyboard.press('j')
  await keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('heading', { name: first.subject })).toBeVisible()
  await keyboard.press('k')
  await keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('heading', { name: second.subject })).toBeVisible()

  await keyboard.press('r')
  await expect(composer(page)).toBeFocused()
  await keyboard.type('Typed by hand, ')
  await keyboard.press('Shift+Enter')
  await keyboard.type('in two lines.')
  await keyboard.press('Control+Enter')
  await opened(page, 'in two lines.')
  await keyboard.press('Escape')
  await keyboard.press('s')
  await expect(row(page, second.subject).getByRole('img', { name: 'Starred' })).toBeVisible()
  await keyboard.press('u')
  await expect(page.getByText('Select a ticket to read the conversation.')).toBeVisible()
})

test('staff write a note, resolve and tag by keys', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Bell of ${buyer.person.name}`)
  const { page } = await enter('agent', { at: `/admin?ticket=${ticket.number}` })
  const { keyboard } = page
  await opened(page, 'Hello, can you help?')
  await keyboard.press('n')
  await keyboard.type('Only for us.')
  await keyboard.press('Control+Enter')
  await expect(bubble(page, 'Only for us.')).toContainText('only staff can see this')
  await keyboard.press('Escape')
  await keyboard.press('t')
  await expect(page.getByRole('searchbox', { name: 'Add a tag' })).toBeFocused()
  const tag = `rings-${ticket.number}`
  await keyboard.type(tag)
  await arrowTo(page, page.getByRole('option', { name: tag }))
  await keyboard.press('Enter')
  await expect(page.getByRole('log')).toContainText(`You added the tag “${tag}”`)
  await keyboard.press('Escape')
  await keyboard.press('e')
  await expect(page.getByRole('log')).toContainText('You resolved this ticket')

  // What the keys do is also in the palette, and resolving in the header.
  await keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('searchbox')).toBeFocused()
  await keyboard.type('reopen')
  await arrowTo(page, palette.getByRole('menuitem', { name: 'Reopen ticket' }))
  await keyboard.press('Enter')
  await expect(page.getByRole('log')).toContainText('You reopened this ticket')
  await page.getByRole('main').getByRole('button', { name: 'Resolve', exact: true }).click()
  await expect(page.getByRole('main').getByRole('button', { name: 'Reopen', exact: true })).toBeVisible()
})

test('the palette opens a ticket, changes the view and the theme; ? lists the keys', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Compass of ${buyer.person.name}`)
  const { page } = buyer
  const { keyboard } = page
  await expect(row(page, ticket.subject)).toBeVisible()

  await keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Commands' })
  await expect(palette.getByRole('searchbox')).toBeFocused()
  await keyboard.type('compass')
  await arrowTo(page, palette.getByRole('menuitem', { name: ticket.subject }))
  await keyboard.press('Enter')
  await opened(page, 'Hello, can you help?')

  await keyboard.press('Control+k')
  await expect(palette.getByRole('searchbox')).toBeFocused()
  await keyboard.type('dark')
  await arrowTo(page, palette.getByRole('menuitem', { name: /dark/i }).first())
  await keyboard.press('Enter')
  await expect(page.locator('html')).toHaveCSS('color-scheme', /dark/)
  await page.reload()
  await expect(page.locator('html')).toHaveCSS('color-scheme', /dark/)

  await opened(page, 'Hello, can you help?')
  await keys(page, 'g', 'd')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Solved')
  await keyboard.press('Shift+?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
})

test('F6 goes through the panels', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Drum of ${buyer.person.name}`)
  await buyer.page.goto(`/dashboard/chat?ticket=${ticket.number}`)
  await opened(buyer.page, 'Hello, can you help?')
  const panels = new Set<string>()
  for (let n = 0; n < 4; n++) {
    await buyer.page.keyboard.press('F6')
    panels.add(
      await buyer.page.evaluate(() => document.activeElement?.closest('section, main, aside')?.ariaLabel ?? 'none'),
    )
  }
  expect([...panels].toSorted()).toEqual(['Conversation', 'Details', 'Sidebar', 'Ticket list'])
})

/** Delays the chunk with this name (`vite.config.ts`) until it is released, as a slow connection would. */
const holdBack = async (page: Page, part: string): Promise<() => void> => {
  let letGo = (): void => undefined
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route(new RegExp(`/assets/${part}-[^/]*\\.js$`), async (route) => {
    await isLetGo
    await route.continue()
  })
  return letGo
}

const statusOf = async (api: Seat['api'], number: string): Promise<string> =>
  (await api.ask('query ($number: String!) { ticket(number: $number) { status } }', { number })).ticket.status

test('keys typed after a shortcut that opens a field go into the field, however slowly it opens', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Flute of ${buyer.person.name}`)
  const other = await buyer.api.createTicket(`Gong of ${buyer.person.name}`)
  const { page, api } = await enter('agent', { at: '/sign-in' })
  const picker = await holdBack(page, 'around')
  const palette = await holdBack(page, 'dialogs')
  const at = `/admin?ticket=${ticket.number}&text=${encodeURIComponent(`of ${buyer.person.name}`)}`
  await page.goto(at)
  await expect(row(page, other.subject)).toBeVisible()
  const { keyboard } = page

  await keyboard.type('tdefect')
  picker()
  await expect(page.getByRole('searchbox', { name: 'Add a tag' })).toHaveValue('defect')
  await keyboard.press('Escape')
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  await keyboard.press('Control+k')
  await keyboard.type('see')
  palette()
  await expect(page.getByRole('dialog', { name: 'Commands' }).getByRole('searchbox')).toHaveValue('see')
  await keyboard.press('Escape')
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)

  // Also on a slow machine, and in the ticket under the cursor. A page of its own: the commands need the chunk of the thread.
  const thread = await holdBack(page, 'thread')
  await page.goto(at)
  await expect(row(page, other.subject)).toBeVisible()
  const client = await page.context().newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: 6 })
  await row(page, other.subject).hover()
  await list(page).focus()
  while ((await page.locator('[data-active]').textContent())?.includes(other.number) !== true) await keyboard.press('k')
  await keyboard.type('nsecret seats')
  await client.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  thread()
  await expect(page.getByRole('main').getByRole('heading', { name: other.subject })).toBeVisible()
  await expect(page.getByRole('textbox', { name: /note/i }).first()).toHaveValue('secret seats')
  for (const { number } of [ticket, other]) expect(await statusOf(api, number)).toBe('OPEN')
})

test('shortcuts change the selection, else the row of the cursor, else the open ticket, and can be undone', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const tickets: Ticket[] = []
  for (const name of ['Harp', 'Jug', 'Kite', 'Lute'])
    tickets.push(await buyer.api.createTicket(`${name} of ${buyer.person.name}`))
  const [harp, jug, kite, lute] = tickets as [Ticket, Ticket, Ticket, Ticket]
  const { page, api } = await enter('agent', {
    at: `/admin?status=open&text=${encodeURIComponent(`of ${buyer.person.name}`)}&ticket=${lute.number}`,
  })
  const { keyboard } = page
  await opened(page, 'Hello, can you help?')
  const statuses = () => Promise.all(tickets.map(({ number }) => statusOf(api, number)))
  const toCursor = async ({ number }: Ticket) => {
    await list(page).focus()
    while ((await page.locator('[data-active]').textContent())?.includes(number) !== true) await keyboard.press('j')
  }

  // The newest is at the top: the open one, then Kite, which is shown as the target.
  await toCursor(kite)
  await expect(page.getByText(`Shortcuts act on ${kite.number}`)).toBeVisible()
  await keyboard.press('p')
  await expect(page.getByRole('dialog', { name: `Set priority: ${kite.number}` })).toBeVisible()
  await keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await keyboard.press('e')
  await expect(page.getByText(`Resolved ${kite.number}.`)).toBeVisible()
  expect(await statuses()).toEqual(['OPEN', 'OPEN', 'RESOLVED', 'OPEN'])
  // It has left the view, so there is no target now.
  await expect(row(page, kite.subject)).toHaveCount(0)
  await expect(page.locator('[data-active]')).toHaveCount(0)
  await keyboard.press('e')
  await expect(page.getByText('This ticket is no longer in the view.')).toBeVisible()

  await keyboard.press('j')
  await expect(page.locator('[data-active]')).toContainText(jug.number)
  await keyboard.press('x')
  await keyboard.press('j')
  await expect(page.locator('[data-active]')).toContainText(harp.number)
  await keyboard.press('x')
  await expect(page.getByText('Shortcuts act on the 2 selected tickets')).toBeVisible()
  await keyboard.press('e')
  await expect(page.getByText(`Resolved ${jug.number} and ${harp.number}.`)).toBeVisible()
  expect(await statuses()).toEqual(['RESOLVED', 'RESOLVED', 'RESOLVED', 'OPEN'])

  // Undone from another page, the last change first.
  await keys(page, 'g', 'q')
  await expect(page.getByRole('heading', { name: 'Chat requests' })).toBeVisible()
  await keys(page, 'g', 'i')
  await expect(list(page)).toBeVisible()
  await keyboard.press('Control+z')
  await expect(page.getByText(`Change to ${jug.number} and ${harp.number} undone.`)).toBeVisible()
  await keyboard.press('Control+z')
  await expect(page.getByText(`Change to ${kite.number} undone.`)).toBeVisible()
  expect(await statuses()).toEqual(['OPEN', 'OPEN', 'OPEN', 'OPEN'])
})
