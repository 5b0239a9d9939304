import { expect, type Locator, type Page } from '@playwright/test'

/** The list, and the row of a ticket in it. */
export const list = (page: Page): Locator => page.getByRole('listbox', { name: 'Tickets' })
export const row = (page: Page, text: string): Locator => list(page).getByRole('option').filter({ hasText: text })

/** The search field, and what it found. */
export const searchField = (page: Page): Locator => page.getByRole('searchbox', { name: 'Search', exact: true })
export const found = (page: Page): Locator => page.getByRole('listbox', { name: 'Search results' })

/** The conversation, and the bubble or system line with this text. */
export const log = (page: Page): Locator => page.getByRole('log', { name: 'Messages' })
export const bubble = (page: Page, text: string): Locator => log(page).getByRole('article').filter({ hasText: text })

export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Write a reply…' })
export const details = (page: Page): Locator => page.getByRole('complementary', { name: 'Details' })

/** Writes a reply in the open ticket. */
export const say = async (page: Page, text: string): Promise<void> => {
  await composer(page).fill(text)
  await composer(page).press('Enter')
}

/** The URL of a ticket. */
export const ticketAt = (home: string, number: string): string => `${home}?ticket=${number}`

/** Opens a ticket from the list. If the list moved, the click may have hit another row: then it clicks again. */
export const open = async (page: Page, subject: string): Promise<void> =>
  expect(async () => {
    await row(page, subject).click()
    await expect(page.getByRole('main').getByRole('heading', { name: subject })).toBeVisible({ timeout: 5_000 })
  }).toPass()

/** Waits until the conversation is shown. */
export const opened = async (page: Page, text: string): Promise<void> => {
  await expect(bubble(page, text).first()).toBeVisible()
}

/** Presses two keys without waiting for the effect of the first one, as a fast typist would. */
export const keys = async ({ keyboard }: Page, first: string, second: string): Promise<void> => {
  await Promise.all([keyboard.press(first), keyboard.press(second)])
}

/** Moves to this choice with the arrow key, again if the list was not filtered yet. */
export const arrowTo = (page: Page, choice: Locator): Promise<void> =>
  expect(async () => {
    await page.keyboard.press('ArrowDown')
    await expect(choice).toHaveAttribute('data-focused', 'true', { timeout: 2_000 })
  }).toPass()

/** Hovers over the toast with this text, so that it does not expire. */
export const hoverToast = (page: Page, text: string): Promise<void> => page.getByText(text).hover()

/** Types a letter into the box now and then until this is shown: a typing indicator expires when typing stops. */
export const typeUntil = (box: Locator, shown: Locator): Promise<void> =>
  expect(async () => {
    await box.press('a')
    await expect(shown).toBeVisible({ timeout: 2_000 })
  }).toPass()

/** Chooses a value of a property in the details. */
export const choose = async (page: Page, property: string, value: string): Promise<void> => {
  await details(page).getByRole('button', { name: property }).click()
  await page.getByRole('option', { name: value, exact: true }).click()
}

/** The box in which a message is written, and the button that says who will read it. */
export const messageBox = (page: Page): Locator => page.locator('form textarea').last()
export const readers = (page: Page): Locator => page.getByRole('button', { name: /^Who can read this:/ })

/** Chooses who reads what is written, writes it, and waits until it is shown. */
export const sayTo = async (page: Page, audience: string, text: string): Promise<void> => {
  if ((await readers(page).getAttribute('aria-label')) !== `Who can read this: ${audience}`) {
    await readers(page).click()
    await page.getByRole('menuitemradio', { name: audience }).click()
  }
  await expect(readers(page)).toHaveAttribute('aria-label', `Who can read this: ${audience}`)
  await messageBox(page).fill(text)
  await messageBox(page).press('Enter')
  await opened(page, text)
}

/** What is shown of texts that do not fit on their line. */
export const cutIn = (box: Locator): Promise<(string | null)[]> =>
  box.evaluate((shown) =>
    [...shown.querySelectorAll('*')]
      .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth)
      .map((one) => one.textContent),
  )
