import type { Page } from '@playwright/test'
import { violations } from './support/axe.ts'
import { bubble, log, messageBox, opened, readers, sayTo } from './support/screen.ts'
import { expect, HOME, test, type Seat } from './support/test.ts'

const shopOf = async ({ api }: Seat): Promise<{ id: string; shopName: string }> =>
  (await api.ask('{ viewerShops { id shopName } }')).viewerShops[0]

/** The texts in a conversation, in order. */
const said = (page: Page): Promise<string[]> => log(page).getByRole('article').allInnerTexts()

/** Expects exactly these texts of `all`. */
const expectSees = async (page: Page, all: string[], seen: string[]): Promise<void> => {
  for (const text of seen) await opened(page, text)
  const shown = (await said(page)).join('\n')
  expect(all.filter((text) => shown.includes(text))).toEqual(seen)
}

test('a message to each audience appears exactly where it may, and viewing as a side shows the same', async ({
  enter,
}) => {
  const seller = await enter('seller')
  const shop = await shopOf(seller)
  const buyer = await enter('buyer')
  const subject = `Headphones of ${buyer.person.name}`
  const { number } = await buyer.api.createTicket(subject, 'The left side is silent.', {
    to: 'SHOP',
    sellerId: shop.id,
  })
  const agent = await enter('agent')
  const at = (home: string) => `${home}?ticket=${number}`
  await Promise.all([
    buyer.page.goto(at(HOME.buyer)),
    seller.page.goto(at(HOME.seller)),
    agent.page.goto(at(HOME.agent)),
  ])
  for (const { page } of [buyer, seller, agent]) await opened(page, 'The left side is silent.')

  const toBuyer = `Only ${buyer.person.name} and staff`
  const toShop = `Only ${shop.shopName} and staff`
  // Each waits for what was said before, as people do: Enter asks once more if somebody wrote meanwhile.
  const heard = ({ page }: Seat, text: string) => opened(page, text)
  await sayTo(seller.page, 'Everyone', 'Please send us a picture.')
  await sayTo(seller.page, toShop, 'This buyer has complained before.')
  await heard(buyer, 'Please send us a picture.')
  await sayTo(buyer.page, 'Everyone', 'Here it is.')
  await sayTo(buyer.page, 'Only you and staff', 'Can I trust this shop?')
  await heard(agent, 'Can I trust this shop?')
  await sayTo(agent.page, 'Everyone', 'We are reading along.')
  await sayTo(agent.page, toBuyer, 'Yes, you can.')
  await sayTo(agent.page, toShop, 'Please answer within a day.')
  await sayTo(agent.page, 'Internal note', 'A returning customer.')

  const all = [
    'Please send us a picture.',
    'This buyer has complained before.',
    'Here it is.',
    'Can I trust this shop?',
    'We are reading along.',
    'Yes, you can.',
    'Please answer within a day.',
    'A returning customer.',
  ]
  const ofBuyer = all.filter((_, i) => ![1, 6, 7].includes(i))
  const ofShop = all.filter((_, i) => ![3, 5, 7].includes(i))
  await expectSees(agent.page, all, all)
  await expectSees(buyer.page, all, ofBuyer)
  await expectSees(seller.page, all, ofShop)

  // It says who can read it, also to those who listen.
  await expect(bubble(agent.page, 'Yes, you can.')).toContainText(toBuyer)
  await expect(bubble(buyer.page, 'Yes, you can.')).toHaveAttribute('aria-label', /, Only you and staff$/)
  await expect(bubble(seller.page, 'Please answer within a day.')).toContainText(toShop)

  for (const { page, person } of [buyer, seller, agent]) {
    expect(await violations(page, `the ticket of ${person.name}, light`)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    expect(await violations(page, `the ticket of ${person.name}, dark`, { rules: ['color-contrast'] })).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
  }

  const viewAs = async (name: string) => {
    await agent.page.getByRole('main').getByRole('button', { name: 'View as…' }).click()
    await agent.page.getByRole('menuitem', { name: `View as ${name}` }).click()
    await expect(agent.page.getByText(`You see this conversation as ${name} sees it.`)).toBeVisible()
  }
  await viewAs(buyer.person.name)
  await expectSees(agent.page, all, ofBuyer)
  await expect(messageBox(agent.page)).toHaveCount(0)
  expect(await violations(agent.page, 'viewed as the buyer')).toEqual([])
  await agent.page.getByRole('button', { name: `Stop viewing as ${buyer.person.name}` }).click()
  await viewAs(shop.shopName)
  await expectSees(agent.page, all, ofShop)
  // It is live as well.
  await sayTo(seller.page, 'Everyone', 'We will replace it.')
  await opened(agent.page, 'We will replace it.')
  await agent.page.getByRole('button', { name: `Stop viewing as ${shop.shopName}` }).click()
  await expectSees(agent.page, all, all)
})

test('a draft belongs to its audience and survives a reload', async ({ enter }) => {
  const seller = await enter('seller')
  const shop = await shopOf(seller)
  const buyer = await enter('buyer')
  const { number } = await buyer.api.createTicket(`Cable of ${buyer.person.name}`, 'It is too short.', {
    to: 'SHOP',
    sellerId: shop.id,
  })
  await seller.page.goto(`${HOME.seller}?ticket=${number}`)
  await opened(seller.page, 'It is too short.')
  await expect(readers(seller.page)).toBeVisible()
  await messageBox(seller.page).fill('For everyone')
  await messageBox(seller.page).press('Control+/')
  await expect(readers(seller.page)).toContainText(`Only ${shop.shopName} and staff`)
  await expect(messageBox(seller.page)).toHaveValue('')
  await messageBox(seller.page).fill('For the platform')
  // Drafts are saved within 300 ms, and when the page is left.
  await seller.page.reload()
  await expect(messageBox(seller.page)).toHaveValue('For everyone')
  // The draft is shown before it is known who can read what is written here.
  await expect(readers(seller.page)).toBeVisible()
  await messageBox(seller.page).press('Control+/')
  await expect(messageBox(seller.page)).toHaveValue('For the platform')
  await messageBox(seller.page).press('Enter')
  await expect(bubble(seller.page, 'For the platform')).toContainText(`Only ${shop.shopName} and staff`)
})
