import type { BrowserContext } from '@playwright/test'

export type Console = {
  listen: (context: BrowserContext) => Promise<void>
  /** Messages that this test causes on purpose, such as a stopped server or a wrong password. */
  allow: (pattern: RegExp) => void
  messages: () => string[]
}

/** The browser's own messages about a lost connection. */
export const NO_NETWORK =
  /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|ERR_SOCKET_NOT_CONNECTED|WebSocket/

/** Collects console messages, exceptions and violations of the content security policy. */
export const listenToConsole = (): Console => {
  const logged: string[] = []
  // Playwright logs that service workers are blocked unless a test enables them.
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
