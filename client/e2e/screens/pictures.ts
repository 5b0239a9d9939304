// `pnpm screens`: every screen of every role, at four widths, light and dark, looked at by axe from left to right and from
// right to left; then contact sheets (contactSheets.ts).
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { COLOUR_RULES, violations } from '../support/axe.ts'
import { test } from '../support/test.ts'
import { sit } from './sit.ts'
import { FOLDER, FOUND, picturePath, THEMES, treePath, WINDOWS } from './places.ts'
import { goTo, PEOPLE, screensOf, type Who } from './screens.ts'

mkdirSync(FOLDER, { recursive: true })

for (const who of Object.keys(PEOPLE) as Who[]) {
  for (const [window, { viewport, language }] of Object.entries(WINDOWS)) {
    test(`${who}, ${window}`, async ({ enter, visit, console }) => {
      test.setTimeout(1_800_000)
      const shown = await sit(who, { enter, visit, console }, { viewport }, language)
      for (const screen of screensOf(who, viewport.width)) {
        await goTo(screen, shown)
        mkdirSync(path.join(FOLDER, who), { recursive: true })
        // As a screen reader presents it: a person reads it.
        writeFileSync(treePath(who, window, screen.name), await shown.page.locator('body').ariaSnapshot())
        for (const theme of THEMES) {
          await shown.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
          const where = `${who}, ${screen.name}, ${window}, ${theme}`
          const found = await violations(shown.page, where, { rules: theme === 'dark' ? COLOUR_RULES : undefined })
          appendFileSync(FOUND, found.map((line) => `${line}\n\n`).join(''))
          await shown.page.screenshot({ path: picturePath(who, window, theme, screen.name), animations: 'disabled' })
        }
      }
    })
  }
}
