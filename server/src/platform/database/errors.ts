/** A query was made without an identity: reported as UNAUTHENTICATED. */
export class NoIdentityError extends Error {
  constructor() {
    super('No identity: the database can only be used inside an operation.')
    this.name = 'NoIdentityError'
  }
}

const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'ENOENT',
  'P1001',
  'P1002',
  'P1017',
  'P2024',
])

/** Whether an error means that PostgreSQL cannot be reached now, so that a later retry may succeed. */
export function isDatabaseGone(error: unknown): boolean {
  for (let e = error, depth = 0; e && depth < 5; e = (e as { cause?: unknown }).cause, depth++) {
    const { code, message } = e as { code?: unknown; message?: unknown }
    // 08: connection exceptions, 57P: operator intervention, 53: out of resources, 25P0[34]: timeouts that end a session
    if (typeof code === 'string' && (GONE.has(code) || /^(08|57P|53|25P0[34])/.test(code))) return true
    if (
      typeof message === 'string' &&
      /Connection terminated|timeout exceeded when trying to connect|not queryable|Client was closed/i.test(message)
    )
      return true
  }
  return false
}

/** PostgreSQL's SQLSTATE of an error, also if wrapped by Prisma or GraphQL. */
export function sqlState(error: unknown): string | undefined {
  let e = error
  for (let depth = 0; e && depth < 5; depth++) {
    const { code, originalCode, cause, originalError } = e as Record<string, unknown>
    const state = originalCode ?? code
    if (typeof state === 'string' && /^[0-9A-Z]{5}$/.test(state) && !/^P\d{4}$/.test(state)) return state
    e = cause ?? originalError
  }
  return undefined
}
