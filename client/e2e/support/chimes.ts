import type { Page } from '@playwright/test'

/**
 * Counts the notes that the page plays from now on. It clicks first, because browsers allow sound only after a user
 * gesture.
 */
export const countChimes = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(() => {
    const { start } = AudioScheduledSourceNode.prototype
    AudioScheduledSourceNode.prototype.start = function (this: AudioScheduledSourceNode, when) {
      document.documentElement.dataset.chimes = String(Number(document.documentElement.dataset.chimes ?? 0) + 1)
      return start.call(this, when)
    }
  })
  await page.mouse.click(2, 2)
  return () => page.evaluate(() => Number(document.documentElement.dataset.chimes ?? 0))
}
