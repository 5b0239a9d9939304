import type { Page } from '@playwright/test'
import { Api } from './support/api.ts'
import { takePerson } from './support/people.ts'
import { violations } from './support/axe.ts'
import { countChimes } from './support/chimes.ts'
import { bubble, keys, list, open, opened, row, say, ticketAt } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'
import { DESKTOP, PHONE } from './support/widths.ts'

const bell = (page: Page) => page.getByRole('button', { name: /^Notifications/ })
const panel = (page: Page) => page.getByRole('dialog', { name: 'Notifications' })
const notification = (page: Page, text: string | RegExp) => panel(page).getByRole('row').filter({ hasText: text })

test('a reply in another ticket is notified, opens its message, and is marked read on every screen', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const [lamp, sofa] = [
    await buyer.api.createTicket(`Lamp of ${buyer.person.name}`),
    await buyer.api.createTicket(`Sofa of ${buyer.person.name}`),
  ]
  const agent = await enter('agent', { at: ticketAt(HOME.agent, lamp.number) })
  await open(buyer.page, sofa.subject)
  await opened(buyer.page, 'Hello, can you help?')
  const other = await enter(buyer.person, { at: HOME.buyer })
  await expect(row(other.page, lamp.subject)).toBeVisible()
  const chimes = await countChimes(buyer.page)

  await say(agent.page, 'Which lamp is it?')
  for (const { page } of [buyer, other]) await expect(bell(page)).toHaveAccessibleName('Notifications, 1 unread')
  await expect.poll(chimes).toBeGreaterThan(0)
  await say(agent.page, 'And which colour?')

  await keys(buyer.page, 'g', 'n')
  await expect(notification(buyer.page, `2 new replies to your ticket ${lamp.number}`)).toBeVisible()
  expect(await violations(buyer.page, 'notifications', { within: panel(buyer.page) })).toEqual([])
  await expect(notification(buyer.page, lamp.subject)).toBeFocused()
  await buyer.page.keyboard.press('Enter')
  await opened(buyer.page, 'And which colour?')
  for (const { page } of [buyer, other]) await expect(bell(page)).toHaveAccessibleName('Notifications')
  await bell(other.page).click()
  await expect(panel(other.page).getByText('Earlier')).toBeVisible()
})

test('a note that mentions a colleague notifies them, and is hidden from the customer', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Vase of ${buyer.person.name}`)
  const colleague = await enter('agent')
  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await opened(agent.page, 'Hello, can you help?')

  await agent.page.getByRole('button', { name: 'Internal note' }).click()
  const note = agent.page.getByRole('textbox', { name: 'Write a note that only staff can see…' })
  await note.pressSequentially(`Look, @${colleague.person.name.toLowerCase()}`)
  await expect(agent.page.getByRole('option', { name: colleague.person.name }).first()).toBeVisible()
  await agent.page.keyboard.press('Enter')
  await expect(note).toHaveValue(`Look, @${colleague.person.name} `)
  await agent.page.keyboard.type('please')
  await agent.page.getByRole('button', { name: 'Add note' }).click()
  await expect(bubble(agent.page, 'please').locator('strong')).toHaveText(`@${colleague.person.name}`)

  await expect(bell(colleague.page)).toHaveAccessibleName(/unread/)
  await bell(colleague.page).click()
  await notification(colleague.page, `${agent.person.name} mentioned you in ${ticket.number}`).click()
  await opened(colleague.page, 'please')
  await expect(bell(buyer.page)).toHaveAccessibleName('Notifications')
  await bell(buyer.page).click()
  await expect(panel(buyer.page).getByText('No notifications yet.')).toBeVisible()
  expect(await buyer.api.texts(ticket.number)).toEqual(['Hello, can you help?'])
})

test('an unassigned ticket notifies every agent until one of them claims it', async ({ enter }) => {
  const buyer = await enter('buyer')
  const [taker, other] = [await enter('agent'), await enter('agent')]
  const ticket = await buyer.api.createTicket(`Mirror of ${buyer.person.name}`)
  await expect(list(other.page)).toBeVisible()
  await keys(other.page, 'g', 'n')
  await expect(notification(other.page, `New unassigned ticket ${ticket.number}`)).toBeVisible()
  await buyer.api.reply(ticket.id, 'It has a crack.')
  await expect(notification(other.page, `2 new messages on unassigned ticket ${ticket.number}`)).toBeVisible()

  await bell(taker.page).click()
  await notification(taker.page, ticket.number).click()
  await opened(taker.page, 'It has a crack.')
  await taker.page.getByRole('button', { name: 'Claim', exact: true }).first().click()
  await expect(notification(other.page, ticket.number)).toHaveCount(0)
})

test('all notifications are marked as read at once, also on a phone', async ({ enter }) => {
  const buyer = await enter('buyer', { viewport: PHONE })
  const tickets = [await buyer.api.createTicket('One'), await buyer.api.createTicket('Two')]
  const agent = await enter('agent')
  for (const { id } of tickets) await agent.api.reply(id, 'Hello!')
  await expect(bell(buyer.page)).toHaveAccessibleName('Notifications, 2 unread')
  await bell(buyer.page).click()
  await expect(panel(buyer.page).getByRole('row')).toHaveCount(2)
  await buyer.page.getByRole('button', { name: 'Mark all as read' }).click()
  await expect(bell(buyer.page)).toHaveAccessibleName('Notifications')
  await expect(panel(buyer.page).getByText('Earlier')).toBeVisible()
  expect(await violations(buyer.page, 'notifications on a phone', { within: panel(buyer.page) })).toEqual([])
})

test('on a phone every tab has the bell, and it opens there', async ({ enter }) => {
  const { page } = await enter({ name: 'Ruth Adeyemi', email: 'admin@parley.example' }, { viewport: PHONE })
  const buyer = takePerson('buyer')
  await (await Api.signIn(buyer)).createTicket(`Stool of ${buyer.name}`)
  for (const tab of ['', '/users', '/sellers', '/requests', '/live', '/audit', '/analytics']) {
    await page.goto(`/admin${tab}`)
    await expect(bell(page)).toHaveAccessibleName(/unread/)
    // The widest number there is; a hundred notifications would take long to make.
    await bell(page)
      .locator('span')
      .evaluate((count) => (count.textContent = '99+'))
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0)
    await bell(page).click()
    await expect(
      panel(page).getByRole('row').or(panel(page).getByText('No notifications yet.')).first(),
    ).toBeInViewport()
  }
})

for (const viewport of [DESKTOP, PHONE])
  test(`admins read the audit log, by kind, ${viewport.width} wide`, async ({ enter }) => {
    const admin = { name: 'Ruth Adeyemi', email: 'admin@parley.example' }
    const { page } = await enter(admin, { at: '/admin/audit', viewport })
    const signIns = page.getByRole('row').filter({ hasText: 'signed in' })
    await expect(signIns.first()).toBeVisible()
    await page.getByRole('button', { name: /Event type$/ }).click()
    await page.getByRole('option', { name: 'API tokens created' }).click()
    await expect(signIns).toHaveCount(0)
    await expect(page).toHaveURL(/kind=TOKEN_ISSUED/)
    await page.getByRole('button', { name: 'Clear filters' }).click()
    await expect(signIns.first()).toBeVisible()
  })

test('agents are not shown the audit log', async ({ enter }) => {
  const { page, api } = await enter('agent', { at: '/admin/audit' })
  await expect(page.getByRole('heading', { level: 1 })).not.toHaveText('Audit log')
  expect((await api.ask('{ auditLog { edges { node { text } } } }')).auditLog).toBeNull()
})

test('the link to the notification settings works for someone who has to sign in first', async ({ visit }) => {
  const page = await visit('/settings/notifications')
  await page.getByRole('button', { name: 'Mira Castellanos' }).click()
  await expect(page.getByRole('dialog', { name: 'Notification settings' })).toBeVisible()
  await expect(page).toHaveURL((url) => url.pathname === HOME.buyer)
})

test('somebody chooses how they are notified, and sees why they were', async ({ enter }) => {
  const buyer = await enter('buyer')
  const ticket = await buyer.api.createTicket(`Clock of ${buyer.person.name}`)
  const { page } = buyer
  await page.goto('/settings/notifications')
  const settings = page.getByRole('dialog', { name: 'Notification settings' })
  const replies = settings.getByRole('checkbox', { name: 'Replies by Email' })
  await expect(replies).toBeChecked()
  // The input itself is invisible.
  await settings
    .locator('label')
    .filter({ has: page.getByRole('checkbox', { name: 'Replies by Email' }) })
    .click()
  await expect(replies).not.toBeChecked()
  await settings.getByText(/^Quiet hours/).click()
  await expect(settings.getByLabel('From')).toHaveValue('22:00')
  expect(await violations(page, 'notification settings', { within: settings })).toEqual([])
  await page.reload()
  await page.goto('/settings/notifications')
  await expect(replies).not.toBeChecked()
  await expect(settings.getByLabel('From')).toHaveValue('22:00')
  await page.keyboard.press('Escape')

  const agent = await enter('agent', { at: ticketAt(HOME.agent, ticket.number) })
  await say(agent.page, 'Which clock is it?')
  await expect(bell(page)).toHaveAccessibleName('Notifications, 1 unread')
  await bell(page).click()
  // Beside the text are the time and one column of buttons; to show the second one moves nothing.
  const entry = notification(page, ticket.number)
  const [box, time] = [(await entry.boundingBox())!, (await entry.locator('time').boundingBox())!]
  expect(box.x + box.width - (time.x + time.width)).toBeLessThan(44)
  await entry.hover()
  expect(await entry.boundingBox()).toEqual(box)
  await entry.getByRole('button', { name: 'Why did I get this?' }).click()
  await expect(notification(page, 'this kind of notification is turned off')).toBeVisible()
  expect(await violations(page, 'why', { within: panel(page) })).toEqual([])
})

/** The paths of pictures, each with its size. */
const sizesOf = (paths: string[]): Promise<string[]> =>
  Promise.all(
    paths.map(async (path) => {
      const picture = new Image()
      picture.src = path
      await picture.decode()
      return `${path} ${picture.naturalWidth}x${picture.naturalHeight}`
    }),
  )

test('a push notification is shown by the service worker, and taken back once its ticket is read in a page', async ({
  enter,
}) => {
  const buyer = await enter('buyer', { serviceWorkers: 'allow' })
  const ticket = await buyer.api.createTicket(`Radio of ${buyer.person.name}`)
  const { page } = buyer
  await page.context().grantPermissions(['notifications'])
  const agent = await enter('agent')
  await agent.api.reply(ticket.id, 'Which radio is it?')
  await expect(bell(page)).toHaveAccessibleName('Notifications, 1 unread')
  const { notifications } = await buyer.api.ask('{ notifications { edges { node { id } } } }')
  const ids = notifications.edges.map(({ node }: { node: { id: string } }) => node.id)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))

  // The desk can be installed as an app, except that the windows of these tests are private ones.
  const tools = await page.context().newCDPSession(page)
  const { installabilityErrors } = await tools.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito'])
  const { data, errors } = await tools.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const { icons } = JSON.parse(data!) as { icons: { src: string; sizes: string; purpose: string }[] }
  expect(icons.map(({ purpose }) => purpose)).toEqual(['any', 'any', 'maskable'])
  const wanted = [...icons.map(({ src, sizes }) => `${src} ${sizes}`), '/badge.png 96x96']
  expect(await page.evaluate(sizesOf, [...icons.map(({ src }) => src), '/badge.png'])).toEqual(wanted)

  // As the push service would: it cannot be reached here, so the browser is told by its own tools (docs/notifications.md).
  const registered = new Promise<string>((resolve) => {
    tools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: [registration] }) => {
      if (registration) resolve(registration.registrationId)
    })
  })
  await tools.send('ServiceWorker.enable')
  const registrationId = await registered
  const push = (message: object) =>
    tools.send('ServiceWorker.deliverPushMessage', {
      origin: new URL(page.url()).origin,
      registrationId,
      data: JSON.stringify(message),
    })
  const shown = () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      const shown = (await registration.getNotifications()) as (Notification & { badge: string })[]
      return shown.map(
        ({ title, body, badge }) => `${title}: ${body}${badge.endsWith('/badge.png') ? '' : ' (no badge)'}`,
      )
    })
  const path = ticketAt(HOME.buyer, ticket.number)
  const message = { type: 'notification', tag: ticket.id, path, ids }
  await push({ ...message, title: 'Radio', text: 'One reply' })
  await push({ ...message, title: 'Radio', text: 'Two replies' })
  await expect.poll(shown).toEqual(['Radio: Two replies'])
  await push({ ...message, tag: 'desk', title: 'Another', text: 'Elsewhere' })
  await expect.poll(shown).toHaveLength(2)
  await push({ type: 'read', tag: 'desk' })
  await expect.poll(shown).toEqual(['Radio: Two replies'])

  // What the service worker asks of the page when somebody clicks the notification.
  await page
    .context()
    .serviceWorkers()[0]!
    .evaluate(async (open) => {
      const { clients } = globalThis as unknown as { clients: { matchAll: () => Promise<MessagePort[]> } }
      for (const client of await clients.matchAll()) client.postMessage({ open })
    }, path)
  await opened(page, 'Which radio is it?')
  await expect(bell(page)).toHaveAccessibleName('Notifications')
  await expect.poll(shown).toEqual([])
})
