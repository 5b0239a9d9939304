import type { Env } from '../../env.ts'

type HttpEnv = Pick<Env, 'PUBLIC_URL'>
type Directives = Record<string, string>

/** A year, in seconds. */
const HSTS_SECONDS = 365 * 24 * 3600

// What the client needs and nothing more. Without 'unsafe-inline', text that gets into a page as markup still runs
// nothing; with Trusted Types, script can't turn text into markup in the first place: the only policy there may be gives
// out the addresses of our workers (client/src/lib/workerScript.ts).
const CLIENT: Directives = {
  'default-src': `'none'`,
  'script-src': `'self'`,
  // React's style properties go through the CSSOM, which a CSP leaves alone.
  'style-src': `'self'`,
  'img-src': `'self' blob: data:`,
  'font-src': `'self'`,
  'media-src': `'self' blob:`,
  'connect-src': `'self'`,
  'worker-src': `'self'`,
  'manifest-src': `'self'`,
  'form-action': `'self'`,
  'base-uri': `'none'`,
  'frame-ancestors': `'none'`,
  'require-trusted-types-for': `'script'`,
  'trusted-types': 'parley-worker',
}

// GraphiQL is one page that carries its own script and styles, and whose editor starts workers from blobs.
const GRAPHIQL: Directives = {
  ...CLIENT,
  'script-src': `'self' 'unsafe-inline' blob:`,
  'style-src': `'self' 'unsafe-inline'`,
  'font-src': `'self' data:`,
  'worker-src': `'self' blob:`,
}
delete GRAPHIQL['require-trusted-types-for']
delete GRAPHIQL['trusted-types']

const CLIENT_CSP = policy(CLIENT)
const GRAPHIQL_CSP = policy(GRAPHIQL)

const PERMISSIONS = [
  'microphone=(self)',
  'display-capture=(self)',
  ...['camera', 'geolocation', 'payment', 'usb', 'serial', 'hid', 'midi'].map((feature) => `${feature}=()`),
].join(', ')

const COMMON: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Origin-Agent-Cluster': '?1',
  'Permissions-Policy': PERMISSIONS,
  // Addresses of tickets are nobody else's business.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** The headers of every answer. */
export function securityHeaders(env: HttpEnv): Record<string, string> {
  return headers(env, CLIENT_CSP)
}

/** The same for the page of GraphiQL, which cannot do with as little. */
export function graphiqlHeaders(env: HttpEnv): Record<string, string> {
  return headers(env, GRAPHIQL_CSP)
}

function headers(env: HttpEnv, csp: string): Record<string, string> {
  const https = env.PUBLIC_URL?.startsWith('https:')
  return {
    ...COMMON,
    'Content-Security-Policy': https ? `${csp}; upgrade-insecure-requests` : csp,
    ...(https && { 'Strict-Transport-Security': `max-age=${HSTS_SECONDS}` }),
  }
}

function policy(directives: Directives): string {
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ')
}
