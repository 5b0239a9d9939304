import { mkdirSync } from 'node:fs'
import type { Locator, Page } from '@playwright/test'
import { bubble, composer, open, opened, say } from './support/screen.ts'
import { expect, test } from './support/test.ts'
import { PHONE } from './support/widths.ts'

/** `REACTION_PICTURES=<folder>` keeps pictures of what the test sees. */
const picture = async (page: Page, name: string): Promise<void> => {
  const folder = process.env.REACTION_PICTURES
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png`, animations: 'disabled' })
  }
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Opens the menu of a message and chooses an action. */
const choose = async (page: Page, message: Locator, action: string): Promise<void> => {
  await message.hover()
  await message.getByRole('button', { name: /^Actions for/ }).click()
  await page.getByRole('menuitem', { name: action }).click()
}
const chip = (message: Locator, emoji: string): Locator => message.getByRole('button', { name: `${emoji}:` })

test('people quote, react and take back what they wrote, and the other side sees it at once', async ({ enter }) => {
  test.slow()
  const buyer = await enter('buyer', { viewport: PHONE })
  const agent = await enter('agent')
  const ticket = await buyer.api.createTicket(`Lamp of ${buyer.person.name}`, 'Is it the blue one or the green one?')
  for (let n = 1; n < 30; n++) await buyer.api.reply(ticket.id, `Detail ${n}`)
  await open(buyer.page, ticket.subject)
  await opened(buyer.page, 'Detail 29')
  await agent.page.goto(`/admin?ticket=${ticket.number}`)
  await opened(agent.page, 'Detail 29')

  // Quote: kept over a reload with the draft, removed by Escape, shown to the reader, and a way to the quoted message.
  const quoteInComposer = agent.page.locator('form').getByText('Detail 28')
  await choose(agent.page, bubble(agent.page, 'Detail 28'), 'Quote')
  await expect(quoteInComposer).toBeVisible()
  await expect(composer(agent.page)).toBeFocused()
  await composer(agent.page).fill('The blue one')
  await picture(agent.page, 'agent-composer')
  await agent.page.reload()
  await expect(quoteInComposer).toBeVisible()
  await expect(composer(agent.page)).toHaveValue('The blue one')
  await composer(agent.page).press('Escape')
  await expect(quoteInComposer).toBeHidden()
  await agent.page.getByRole('log').evaluate((box) => (box.scrollTop = 0))
  const question = bubble(agent.page, 'Is it the blue one or the green one?').first()
  await choose(agent.page, question, 'Quote')
  await composer(agent.page).press('Enter')
  const answer = bubble(buyer.page, 'The blue one').last()
  const quoted = answer.getByRole('button', { name: /^Quoted from/ })
  await expect(quoted).toContainText('Is it the blue one or the green one?')
  await quoted.click()
  const original = buyer.page.locator('[aria-current]').getByRole('article')
  await expect(original).toContainText('Is it the blue one or the green one?')
  await expect(original).toBeInViewport()

  // A note may be quoted by notes alone.
  await agent.api.reply(ticket.id, 'They look the same', 'STAFF')
  const note = bubble(agent.page, 'They look the same')
  await choose(agent.page, note, 'Quote')
  await composer(agent.page).fill('No')
  await expect(agent.page.getByRole('alert').getByText('Not everyone who will read this')).toBeVisible()
  await expect(agent.page.getByRole('button', { name: 'Send', exact: true })).toBeDisabled()
  await agent.page.getByRole('button', { name: 'Remove the quote' }).click()
  await expect(agent.page.getByRole('button', { name: 'Send', exact: true })).toBeEnabled()
  await composer(agent.page).fill('')

  // Reactions: with one of the quick emoji on a phone, with any other by searching, and withdrawn again.
  await choose(buyer.page, answer, 'Add reaction')
  await buyer.page.getByRole('button', { name: '🎉', exact: true }).click()
  const answerOfAgent = bubble(agent.page, 'The blue one').last()
  await expect(chip(answerOfAgent, '🎉')).toHaveAccessibleName(`🎉: 1 reaction, ${buyer.person.name}`)
  await chip(answerOfAgent, '🎉').click()
  await expect(chip(answer, '🎉')).toContainText('2')
  await answerOfAgent.getByRole('button', { name: 'Add reaction' }).click()
  const search = agent.page.getByRole('searchbox', { name: 'Search emoji' })
  await expect(search).toBeFocused()
  await picture(agent.page, 'agent-picker')
  await search.fill('lobster')
  await expect(agent.page.getByRole('gridcell', { name: 'lobster' })).toBeVisible()
  await search.press('Enter')
  await expect(chip(answer, '🦞')).toContainText('1')
  await buyer.page.getByRole('log').evaluate((box) => (box.scrollTop = box.scrollHeight))
  await picture(buyer.page, 'buyer-phone')
  await picture(agent.page, 'agent-reactions')
  await chip(answerOfAgent, '🦞').click()
  await expect(chip(answer, '🦞')).toBeHidden()
  await answer.getByRole('button', { name: 'Add reaction' }).click()
  await expect(buyer.page.getByRole('gridcell').first()).toBeVisible()
  await picture(buyer.page, 'buyer-picker')
  await buyer.page.keyboard.press('Escape')

  // Emoji in the text, at the caret.
  await composer(agent.page).fill('Good luck')
  await composer(agent.page).evaluate((box: HTMLTextAreaElement) => box.setSelectionRange(4, 4))
  await agent.page.getByRole('button', { name: 'Insert emoji' }).click()
  await agent.page.getByRole('button', { name: '👍', exact: true }).click()
  await expect(composer(agent.page)).toBeFocused()
  await agent.page.keyboard.type('!')
  await expect(composer(agent.page)).toHaveValue('Good👍! luck')

  // One's own message, within the period: the quote of it says so.
  await say(buyer.page, 'My card number is 4111 1111')
  const card = bubble(agent.page, 'My card number')
  await expect(card).toBeVisible()
  await choose(buyer.page, bubble(buyer.page, 'My card number'), 'Delete message')
  await buyer.page.getByRole('dialog').getByRole('button', { name: 'Delete message' }).click()
  await expect(card).toBeHidden()
  await expect(bubble(agent.page, 'This message was deleted').first()).toBeVisible()
})
