import { violations } from './support/axe.ts'
import { choose, composer, details, log, opened, row } from './support/screen.ts'
import { expect, HOME, test } from './support/test.ts'
import { PHONE } from './support/widths.ts'

const ADMIN = { name: 'Ruth Adeyemi', email: 'admin@parley.example' }
const PASSWORD = 'a long enough password'

test('a link opens a ticket with a shop; its people answer, and a removed one loses access at once', async ({
  enter,
  visit,
  console,
}) => {
  const owner = await enter('seller')
  const { viewerShops } = await owner.api.ask('{ viewerShops { id shopName } }')
  const shop: { id: string; shopName: string } = viewerShops[0]
  const link = `${HOME.buyer}?new&shop=${encodeURIComponent(shop.id)}&subject=Late+parcel&order=4711`
  const buyer = await enter('buyer', { at: link })
  const form = buyer.page.getByRole('dialog', { name: 'New ticket' })
  await expect(form.getByRole('textbox', { name: 'Subject' })).toHaveValue('Late parcel')
  await expect(form.getByRole('textbox', { name: 'Order number (optional)' })).toHaveValue('4711')
  await expect(form).toContainText(shop.shopName)
  expect(await violations(buyer.page, 'a new ticket with a shop', { within: form })).toEqual([])
  const text = `Where is it? ${buyer.person.name}`
  await form.getByRole('textbox', { name: 'Message' }).fill(text)
  await form.getByRole('button', { name: 'Create ticket' }).click()
  await opened(buyer.page, text)
  await expect(row(buyer.page, 'Late parcel')).toContainText(`to ${shop.shopName}`)

  // The owner invites somebody, who joins with a new account.
  const dialog = owner.page.getByRole('dialog', { name: 'Your shop' })
  const openShop = async () => {
    await owner.page
      .getByRole('button', { name: /^Account:|Seller/ })
      .first()
      .click()
    await owner.page.getByRole('menuitem', { name: 'Your shop' }).click()
    await expect(dialog).toBeVisible()
  }
  await openShop()
  const email = `member-${Date.now()}@e2e.example`
  await dialog.getByRole('textbox', { name: 'Invite by email' }).fill(email)
  await dialog.getByRole('button', { name: 'Invite' }).click()
  await expect(dialog.getByRole('list', { name: 'Invited' })).toContainText(email)
  expect(await violations(owner.page, 'your shop', { within: dialog })).toEqual([])
  const path = new URL(await dialog.locator('code').innerText())
  const member = await visit(path.pathname + path.search)
  await expect(member.getByRole('heading', { name: `Join ${shop.shopName}` })).toBeVisible()
  expect(await violations(member, 'join a shop')).toEqual([])
  await member.getByRole('textbox', { name: 'Your name' }).fill('Tom Member')
  await member.getByLabel('Password').fill(PASSWORD)
  await member.getByRole('button', { name: 'Create account and join' }).click()

  // The member takes the ticket and answers.
  await member
    .getByRole('region', { name: 'Sidebar' })
    .getByRole('button', { name: /From customers/ })
    .click()
  await row(member, 'Late parcel').click()
  await opened(member, text)
  await choose(member, 'Handled by', 'Tom Member')
  await expect(log(member)).toContainText('You took this ticket for the shop')
  await member.getByRole('textbox', { name: 'Write to everyone…' }).fill('It is on its way.')
  await member.getByRole('textbox', { name: 'Write to everyone…' }).press('Enter')
  await opened(buyer.page, 'It is on its way.')

  // Removed by the owner, the member loses the ticket without a reload.
  console.allow(/status of 401|status of 403/)
  await dialog.getByRole('textbox', { name: 'Invite by email' }).press('Escape')
  await expect(dialog).toBeHidden()
  await openShop()
  await dialog.getByRole('button', { name: 'Remove Tom Member' }).click()
  await owner.page
    .getByRole('dialog', { name: /^Remove Tom Member/ })
    .getByRole('button', { name: 'Remove' })
    .click()
  await expect(dialog.getByRole('list', { name: 'People' })).not.toContainText('Tom Member')
  await expect(member.getByText('This ticket doesn’t exist, or you don’t have access to it.').first()).toBeVisible()
})

test('a link to a closed shop says so and keeps what it filled in', async ({ enter }) => {
  const owner = await enter('seller')
  const { viewerShops } = await owner.api.ask('{ viewerShops { id shopName } }')
  const admin = await enter(ADMIN, { at: '/admin/sellers' })
  await admin.api.change('closeShop', { sellerId: viewerShops[0].id }).catch(() =>
    admin.api.ask('mutation($input: ShopIdInput!) { closeShop(input: $input) { errors { message } } }', {
      input: { sellerId: viewerShops[0].id },
    }),
  )
  const link = `${HOME.buyer}?new&shop=${encodeURIComponent(viewerShops[0].id)}&subject=Broken&order=12`
  const { page } = await enter('buyer', { at: link, viewport: PHONE })
  const form = page.getByRole('dialog', { name: 'New ticket' })
  await expect(form.getByRole('alert')).toContainText('The shop of this link is closed.')
  await expect(form.getByRole('textbox', { name: 'Subject' })).toHaveValue('Broken')
  expect(await violations(page, 'a link to a closed shop', { within: form })).toEqual([])
})

test('staff ask the shop of a ticket to join without the history', async ({ enter }) => {
  // Staff will have answered, so that it is the requester's turn.
  const owner = await enter('seller', { at: `${HOME.seller}?view=waiting` })
  const { viewerShops } = await owner.api.ask('{ viewerShops { id shopName } }')
  const shop: { id: string; shopName: string } = viewerShops[0]
  const buyer = await enter('buyer')
  const subject = `About a shop, ${buyer.person.name}`
  const { number } = await buyer.api.createTicket(subject, 'Before it joined.', { to: 'STAFF', sellerId: shop.id })
  const agent = await enter('agent', { at: `${HOME.agent}?ticket=${number}` })
  await opened(agent.page, 'Before it joined.')
  await details(agent.page)
    .getByRole('button', { name: `Ask ${shop.shopName} to join…` })
    .click()
  const dialog = agent.page.getByRole('dialog', { name: `Ask ${shop.shopName} to join?` })
  expect(await violations(agent.page, 'ask a shop to join', { within: dialog })).toEqual([])
  await dialog.getByRole('button', { name: 'Ask to join' }).click()
  await expect(log(agent.page)).toContainText(`You asked ${shop.shopName} to join (new messages only)`)
  await expect(log(buyer.page).or(row(buyer.page, subject))).toBeVisible()
  const box = agent.page.getByRole('textbox', { name: 'Write to everyone…' })
  await box.fill('Welcome, both.')
  await box.press('Enter')
  await expect(row(owner.page, subject)).toContainText('Welcome, both.')
  await row(owner.page, subject).click()
  await opened(owner.page, 'Welcome, both.')
  await expect(log(owner.page)).not.toContainText('Before it joined.')
  await expect(composer(owner.page)).toHaveCount(0)
})
