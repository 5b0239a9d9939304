import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '../support/test.ts'
import { FOUND, picturePath, SHEETS, THEMES, WINDOWS } from './places.ts'
import { PEOPLE, SCREENS, type Who } from './screens.ts'

const CSS = `body { margin: 0; padding: 12px; background: #e4e7ec; font: 11px sans-serif; width: max-content }
table { border-spacing: 6px } th { text-align: start; font-weight: 600; color: #333; white-space: nowrap }
td { vertical-align: top } img { display: block; height: 160px; border: 1px solid #c3c9d3 }`

const cell = (file: string): string =>
  existsSync(file) ? `<td><img src="data:image/png;base64,${readFileSync(file, 'base64')}"></td>` : '<td></td>'

const sheetOf = (who: Who): string => {
  const isTaken = (window: string, theme: string) =>
    SCREENS[who].some(({ name }) => existsSync(picturePath(who, window, theme, name)))
  // After a run of some windows (`-g`), the others have no column.
  const kinds = Object.keys(WINDOWS)
    .flatMap((window) => THEMES.map((theme) => ({ window, theme })))
    .filter(({ window, theme }) => isTaken(window, theme))
  const heads = kinds.map(({ window, theme }) => `<th>${window}, ${theme}</th>`).join('')
  const rows = SCREENS[who].map(({ name }) => {
    const cells = kinds.map(({ window, theme }) => cell(picturePath(who, window, theme, name)))
    return `<tr><th>${name}</th>${cells.join('')}</tr>`
  })
  return `<style>${CSS}</style><table><tr><th>${who}</th>${heads}</tr>${rows.join('')}</table>`
}

for (const who of Object.keys(PEOPLE) as Who[]) {
  test(`the contact sheet of a ${who}`, async ({ browser }) => {
    mkdirSync(SHEETS, { recursive: true })
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
    await page.setContent(sheetOf(who))
    const { width, height } = (await page.locator('table').boundingBox())!
    await page.setViewportSize({ width: Math.ceil(width) + 24, height: Math.ceil(height) + 24 })
    await page.screenshot({ path: path.join(SHEETS, `${who}.jpg`), type: 'jpeg', quality: 50 })
    await page.close()
  })
}

test('axe found nothing on any screen', () => {
  expect(existsSync(FOUND) ? readFileSync(FOUND, 'utf8') : 'No screen was looked at.').toBe('')
})
