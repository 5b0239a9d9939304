import { once } from 'node:events'
import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { details, log, opened, row, sayTo } from './support/screen.ts'
import { runNode } from './support/server.ts'
import { expect, HOME, test } from './support/test.ts'

const dispute = (page: Page) => details(page).locator('[data-detail=dispute]')

const passDeadline = async (number: string): Promise<void> => {
  const script = runNode('client/e2e/support/passDeadline.mjs', [number], { DATA_DIR: process.env.E2E_DATA_DIR! })
  const [code] = await once(script, 'exit')
  expect(code).toBe(0)
}

test('a dispute: the shop is late, the buyer escalates with one click, evidence, a decision, an appeal, and another decision', async ({
  enter,
}) => {
  const seller = await enter('seller')
  const shop: { id: string; shopName: string } = (await seller.api.ask('{ viewerShops { id shopName } }'))
    .viewerShops[0]
  const buyer = await enter('buyer')
  const { number } = await buyer.api.createTicket(`Broken lamp of ${buyer.person.name}`, 'It does not light up.', {
    to: 'SHOP',
    sellerId: shop.id,
  })
  const agent = await enter('agent')
  const [ours, theirs, staff] = [buyer.page, seller.page, agent.page]
  await ours.goto(`${HOME.buyer}?ticket=${number}`)
  await theirs.goto(`${HOME.seller}?ticket=${number}`)
  for (const page of [ours, theirs]) await opened(page, 'It does not light up.')
  await expect(dispute(ours)).toContainText(`${shop.shopName} has to answer by`)
  await expect(dispute(theirs)).toContainText('Answer by')

  // The deadline passes: its job tells the buyer, who needs no reason.
  await passDeadline(number)
  await expect(log(ours)).toContainText('The shop has not answered in time')
  await expect(dispute(ours)).toContainText(`${shop.shopName} has not answered by`)
  expect(await violations(ours, 'a shop that is late', { within: dispute(ours) })).toEqual([])
  await dispute(ours)
    .getByRole('button', { name: /^Ask .* to step in$/ })
    .click()
  await expect(log(ours)).toContainText(/You asked .* to step in, because the shop had not answered in time/)
  await expect(log(theirs)).toContainText(`${buyer.person.name} asked`)

  // Staff find it among the disputes, and write to each side and to both.
  await staff.goto(`${HOME.agent}?view=disputes`)
  await row(staff, number).click()
  await opened(staff, 'It does not light up.')
  await expect(dispute(staff)).toContainText('Decision by')
  await sayTo(staff, 'Everyone', 'We are looking into it.')
  await sayTo(staff, `Only ${shop.shopName} and staff`, 'Have others returned this lamp?')
  await sayTo(staff, `Only ${buyer.person.name} and staff`, 'We will be quick.')
  await opened(ours, 'We will be quick.')
  await opened(theirs, 'Have others returned this lamp?')
  await expect(log(ours)).not.toContainText('Have others returned this lamp?')
  await expect(log(theirs)).not.toContainText('We will be quick.')

  // Evidence from the buyer, which the shop does not see.
  await dispute(staff).getByRole('button', { name: 'Ask for evidence' }).click()
  const asking = staff.getByRole('dialog', { name: 'Ask for evidence' })
  await asking.getByRole('textbox', { name: 'What do you need?' }).fill('Please send a picture of the plug.')
  expect(await violations(staff, 'asking for evidence', { within: asking })).toEqual([])
  await asking.getByRole('button', { name: 'Ask for evidence' }).click()
  await expect(dispute(ours)).toContainText('Please send a picture of the plug.')
  await expect(dispute(theirs)).not.toContainText('plug')
  await sayTo(ours, 'Everyone', 'The plug is fine, see for yourself.')
  await expect(dispute(staff)).toContainText('Answered')

  // The decision, told to both.
  await dispute(staff).getByRole('button', { name: 'Decide' }).click()
  const deciding = staff.getByRole('dialog', { name: 'Decide the dispute' })
  await deciding.getByRole('textbox', { name: 'Reason, for both sides' }).fill('The lamp is faulty.')
  expect(await violations(staff, 'deciding', { within: deciding })).toEqual([])
  await deciding.getByRole('button', { name: 'Decide', exact: true }).click()
  for (const page of [ours, theirs, staff]) await expect(dispute(page)).toContainText('The lamp is faulty.')
  await expect(log(ours)).toContainText('decided the dispute: in favour of you')

  // The shop appeals; somebody else decides.
  await dispute(theirs).getByRole('button', { name: 'Appeal' }).click()
  const appealing = theirs.getByRole('dialog', { name: 'Appeal the decision' })
  await appealing.getByRole('textbox').fill('It was dropped.')
  expect(await violations(theirs, 'appealing', { within: appealing })).toEqual([])
  await appealing.getByRole('button', { name: 'Appeal' }).click()
  await expect(dispute(staff)).toContainText('somebody else has to decide the appeal')
  const other = await enter('agent', { at: `${HOME.agent}?ticket=${number}` })
  await dispute(other.page).getByRole('button', { name: 'Decide' }).click()
  const again = other.page.getByRole('dialog', { name: 'Decide the appeal' })
  await again.getByRole('textbox', { name: 'Reason, for both sides' }).fill('The pictures show no damage.')
  await again.getByRole('button', { name: 'Decide', exact: true }).click()
  for (const page of [ours, theirs, staff]) {
    await expect(dispute(page)).toContainText('The pictures show no damage.')
    expect(await violations(page, 'a decided dispute', { within: dispute(page) })).toEqual([])
  }
})
