import type { BrowserContext } from '@playwright/test'

/**
 * Makes every timeout of six seconds or more ten times as long. These are expirations (toasts) and deadlines: on a slow
 * machine a toast would expire before a test could use it.
 */
export const lengthenTimeouts = async (context: BrowserContext): Promise<void> => {
  await context.addInitScript(() => {
    const { setTimeout } = window
    const longest = 2 ** 31 - 1
    const lengthen = (ms = 0) => (ms >= 6_000 ? Math.min(ms * 10, longest) : ms)
    Object.assign(window, {
      setTimeout: (run: () => void, ms?: number, ...more: unknown[]) => setTimeout(run, lengthen(ms), ...more),
    })
  })
}
