import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import type { Caller } from '../requestScope.ts'

/** The maximum stored length of a User-Agent, in characters. */
const USER_AGENT_MAX = 300
/** How much of an Accept-Language is read, in characters. */
const LANGUAGES_MAX = 200

/**
 * The client address of a request. With TRUST_PROXY it is the last one in X-Forwarded-For, the only one written by our own
 * proxy; everything before it came from the client.
 */
export function clientIp(req: IncomingMessage, env: { TRUST_PROXY: boolean }): string {
  const peer = plain(req.socket.remoteAddress ?? '')
  if (!env.TRUST_PROXY) return peer
  const forwarded = plain([req.headers['x-forwarded-for']].flat().join(',').split(',').at(-1)?.trim() ?? '')
  return isIP(forwarded) ? forwarded : peer
}

/** Where a request comes from, for the audit log, and the languages that it asks for. */
export function callerOf(req: IncomingMessage, env: { TRUST_PROXY: boolean }): Caller {
  const userAgent = req.headers['user-agent']?.slice(0, USER_AGENT_MAX)
  const languages = req.headers['accept-language']?.slice(0, LANGUAGES_MAX)
  return { ip: clientIp(req, env), ...(userAgent && { userAgent }), ...(languages && { languages }) }
}

/** The address range of one household or attacker, for rate limits: an IPv4 address, or the /64 of an IPv6 one. */
export function networkOf(ip: string): string {
  if (isIP(ip) !== 6) return ip
  const [head = '', tail] = ip.split('::')
  const before = head.split(':').filter(Boolean)
  const after = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0')
  const groups = [...before, ...zeros, ...after].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}

/** Whether the address belongs to this machine. */
export function isLoopback(ip: string): boolean {
  return ip === '::1' || ip.startsWith('127.')
}

// IPv4 through an IPv6 socket.
function plain(ip: string): string {
  return ip.replace(/^::ffff:(?=\d+\.)/i, '')
}
