/**
 * The receiving mail server's result for a sender: `pass` and `fail` by DMARC or its parts, `none` if there is no result, and
 * `unchecked` if no server is trusted for it.
 */
export type Authentication = 'pass' | 'fail' | 'none' | 'unchecked'

interface Result {
  value: string
  /** The domain that was checked. */
  domain: string
}

/**
 * Reads Authentication-Results headers (RFC 8601), topmost first, of the server that names itself `authserv`. That server must remove
 * headers with its own name from mails that it receives, as the standard demands. DMARC decides; without it, SPF or DKIM must
 * pass for the domain of the From address.
 */
export function authenticationOf(
  headers: readonly string[],
  from: string,
  authserv: string | undefined,
): Authentication {
  if (authserv === undefined) return 'unchecked'
  const results = trustedResults(headers, authserv)
  const fromDomain = from.slice(from.lastIndexOf('@') + 1).toLowerCase()
  const dmarc = results.get('dmarc')?.[0]?.value
  if (dmarc === 'pass' || dmarc === 'fail') return dmarc
  const parts = [...(results.get('spf') ?? []), ...(results.get('dkim') ?? [])]
  if (parts.some(({ value, domain }) => value === 'pass' && isAligned(domain, fromDomain))) return 'pass'
  return parts.some(({ value }) => value === 'fail' || value === 'softfail') ? 'fail' : 'none'
}

function trustedResults(headers: readonly string[], authserv: string): Map<string, Result[]> {
  const found = new Map<string, Result[]>()
  for (const header of headers) {
    const [server, ...results] = withoutComments(header).split(';')
    if (server?.trim().split(/\s+/)[0]?.toLowerCase() !== authserv) continue
    for (const result of results) {
      const [, method, value, properties] = /^\s*([\w-]+)(?:\/\d+)?\s*=\s*(\w+)(.*)$/s.exec(result) ?? []
      if (!method || !value) continue
      const list = found.get(method.toLowerCase()) ?? []
      found.set(method.toLowerCase(), [...list, { value: value.toLowerCase(), domain: domainIn(properties ?? '') }])
    }
  }
  return found
}

function domainIn(properties: string): string {
  const value = /(?:smtp\.mailfrom|header\.d|header\.i)\s*=\s*"?([^\s;"]+)/i.exec(properties)?.[1] ?? ''
  return value.slice(value.lastIndexOf('@') + 1).toLowerCase()
}

// The same domain, or one is a subdomain of the other: DMARC's relaxed alignment without its list of public suffixes.
function isAligned(domain: string, from: string): boolean {
  if (domain === from) return domain !== ''
  return domain.includes('.') && (from.endsWith(`.${domain}`) || domain.endsWith(`.${from}`))
}

// Comments are in parentheses and may be nested.
function withoutComments(header: string): string {
  let depth = 0
  let kept = ''
  for (const character of header) {
    if (character === '(') depth++
    else if (character === ')') depth = Math.max(0, depth - 1)
    else if (depth === 0) kept += character
  }
  return kept
}
