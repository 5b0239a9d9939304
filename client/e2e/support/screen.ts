import { expect, type Locator, type Page } from '@playwright/test'

/** The list, and the row of a ticket in it. */
export const list = (page: Page): Locator => page.getByRole('listbox', { name: 'Tickets' })
export const row = (page: Page, text: string): Locator => list(page).getByRole('option').filter({ hasText: text })

/** The conversation, and the bubble or system line with this text. */
export const log = (page: Page): Locator => page.getByRole('log', { name: 'Messages' })
export const bubble = (page: Page, text: string): Locator => log(page).getByRole('article').filter({ hasText: text })

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Write a reply…' })
export const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' })

/** Writes a reply in the open ticket, as people do. */
export const say = async (page: Page, text: string): Promise<void> => {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** The address of a ticket at this desk. */
export const ticketAt = (home: string, number: string): string => `${home}?ticket=${number}`

/** Opens a ticket from the list. A live list moves: a row that came in above may have been hit instead. */
export const open = async (page: Page, subject: string): Promise<void> =>
  expect(async () => {
    await row(page, subject).click()
    await expect(page.getByRole('main').getByRole('heading', { name: subject })).toBeVisible({ timeout: 2_000 })
  }).toPass()

/** Waits until the conversation is there. */
export const opened = async (page: Page, text: string): Promise<void> => {
  await expect(bubble(page, text).first()).toBeVisible()
}

/** Chooses in one of the properties of the details. */
export const choose = async (page: Page, property: string, value: string): Promise<void> => {
  await details(page).getByRole('button', { name: property }).click()
  await page.getByRole('option', { name: value, exact: true }).click()
}
