import type { BrowserContext } from '@playwright/test'

export type Console = {
  listen: (context: BrowserContext) => Promise<void>
  /** What this test provokes on purpose: a server that is gone, a password that is wrong. */
  allow: (pattern: RegExp) => void
  messages: () => string[]
}

/** What a browser itself says of a connection that is gone. */
export const NO_NETWORK =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket/

/** Collects everything that pages say, throw, or are refused by the content security policy. */
export const listenToConsole = (): Console => {
  const logged: string[] = []
  // Windows have no service worker unless a test asks for one; Playwright says so.
  const allowed: RegExp[] = [/Service Worker registration blocked by Playwright/]
  return {
    listen: async (context) => {
      context.on('console', (message) =>
        logged.push(`${message.type()}: ${message.text()} (${message.location().url})`),
      )
      context.on('weberror', (error) => logged.push(`threw: ${error.error().stack ?? error.error().message}`))
      await context.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
          // oxlint-disable-next-line no-console
          console.error(`The content security policy refused ${violatedDirective} of ${blockedURI}`),
        ),
      )
    },
    allow: (pattern) => allowed.push(pattern),
    messages: () => logged.filter((line) => !allowed.some((pattern) => pattern.test(line))),
  }
}
