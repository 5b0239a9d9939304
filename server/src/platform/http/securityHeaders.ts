import type { Env } from '../../env.ts'

type HttpEnv = Pick<Env, 'PUBLIC_URL'>
type Directives = Record<string, string>

/** A year, in seconds. */
const HSTS_SECONDS = 365 * 24 * 3600

// Only what the client needs. Without 'unsafe-inline', text injected as markup cannot run scripts; with Trusted Types,
// scripts cannot turn text into markup in the first place: the only allowed policy provides the addresses of our workers
// (client/src/lib/workerScript.ts).
const CLIENT: Directives = {
  'default-src': `'none'`,
  'script-src': `'self'`,
  // React sets style properties through the CSSOM, which a CSP does not restrict.
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

// GraphiQL is a single page with inline scripts and styles, whose editor starts workers from blobs.
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
  // Ticket addresses must not be sent to other sites.
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
}

/** The headers of every response. */
export function securityHeaders(env: HttpEnv): Record<string, string> {
  return headers(env, CLIENT_CSP)
}

/** The headers for the GraphiQL page, which needs more permissions. */
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
