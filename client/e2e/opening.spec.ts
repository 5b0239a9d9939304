import type { Page } from '@playwright/test'
import { list, open, opened, row } from './support/screen.ts'
import { expect, test } from './support/test.ts'

/** Presses rows of the list one after another in one task. Returns what the page shows before it can be painted. */
const pressRows = (page: Page, subjects: string[]): Promise<{ marked: string | undefined; heading: string }> =>
  page.evaluate(async (wanted) => {
    const rows = [...document.querySelectorAll<HTMLElement>('[data-ticket-list] [role=option]')]
    for (const subject of wanted) rows.find(({ textContent }) => textContent.includes(subject))!.click()
    await new Promise((resolve) => setTimeout(resolve))
    return {
      marked: document.querySelector('[data-ticket-list] [aria-selected=true]')?.textContent,
      heading: document.querySelector('main h2')!.textContent,
    }
  }, subjects)

test('the row of a chosen ticket is shown as open first, then its conversation; of two chosen at once the last opens', async ({
  enter,
}) => {
  const buyer = await enter('buyer')
  const named = (what: string) => `${what} of ${buyer.person.name}`
  const [kettle, teapot, jug] = [named('Kettle'), named('Teapot'), named('Jug')]
  for (const subject of [kettle, teapot, jug]) await buyer.api.createTicket(subject, `About ${subject}`)
  const { page } = buyer
  await expect(list(page)).toContainText(kettle)
  await open(page, kettle)
  await opened(page, `About ${kettle}`)

  const before = await pressRows(page, [teapot])
  expect(before.marked).toContain(teapot)
  expect(before.heading).toBe(kettle)
  await opened(page, `About ${teapot}`)
  await expect(row(page, teapot)).toHaveAttribute('aria-selected', 'true')

  const visited = await page.evaluate(() => history.length)
  await pressRows(page, [kettle, jug])
  await opened(page, `About ${jug}`)
  await expect(row(page, jug)).toHaveAttribute('aria-selected', 'true')
  expect(await page.evaluate(() => history.length)).toBe(visited + 1)
  await page.goBack()
  await opened(page, `About ${teapot}`)
  await expect(row(page, teapot)).toHaveAttribute('aria-selected', 'true')
})
