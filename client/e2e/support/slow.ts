import type { BrowserContext } from '@playwright/test'

/** `SLOW=4 pnpm e2e` runs the tests on pages whose CPU is throttled four times, as on a slow machine. */
const SLOW = Number(process.env.SLOW ?? 1)

/** Throttles every page that opens in this context from now on, if the run asks for it. */
export const throttle = (context: BrowserContext): void => {
  if (SLOW <= 1) return
  context.on('page', async (page) => {
    try {
      const session = await context.newCDPSession(page)
      await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW })
    } catch (error) {
      if (!page.isClosed()) throw error
    }
  })
}
