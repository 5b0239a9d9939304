import type { Page } from '@playwright/test'

/** Pictures of a page to look at, wide and narrow, light and dark: SHOTS=folder. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  if (!process.env.SHOTS) return
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1440, 390]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: `${process.env.SHOTS}/${name}-${width}-${colorScheme}.png`, fullPage: true })
    }
  await page.setViewportSize({ width: 1440, height: 900 })
}
