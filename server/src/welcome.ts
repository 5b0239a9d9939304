import type { AddressInfo } from 'node:net'
import { DEMO_SIGN_INS } from './demoDesk.ts'
import type { PreparedDesk } from './prepareDesk.ts'
import { DEMO_PASSWORD } from './viewer/demoPeople.ts'

const OPEN_HOSTS = new Set(['0.0.0.0', '::'])

/** The address to use on this machine. */
export function localAddress({ address, family, port }: AddressInfo): string {
  const host = OPEN_HOSTS.has(address) || address.startsWith('127.') ? 'localhost' : address
  return `http://${family === 'IPv6' && host !== 'localhost' ? `[${host}]` : host}:${port}`
}

interface Shown extends PreparedDesk {
  graphiql: boolean
  publicUrl: string | undefined
}

/**
 * The output of a start once the desk is open: the addresses and, in a demo desk, one sign-in per role; on a desk without an
 * admin, the link for creating one.
 */
export function welcome(address: string, shown: Shown): string {
  const lines = ['', `  Parley is open at ${address}`, '']
  if (shown.graphiql) lines.push(`  GraphiQL          ${address}/graphql`)
  lines.push(`  Health, metrics   ${address}/health, ${address}/metrics`, '')
  if (shown.why) lines.push(`  ${shown.why}`, '')
  if (shown.demo) lines.push(...signIns(address))
  if (shown.setupToken) lines.push(...setup(shown.publicUrl ?? address, shown.setupToken))
  lines.push('  Ctrl+C stops it; the data stays.', '', '')
  return lines.join('\n')
}

function setup(address: string, token: string): string[] {
  const link = new URL(`/setup?token=${token}`, address).href
  return ['  This desk has no admin yet. This link makes you its first; it works once, within a day:', `  ${link}`, '']
}

function signIns(address: string): string[] {
  const rows = DEMO_SIGN_INS.map(({ role, email, path }) => `    ${role.padEnd(8)}${email.padEnd(26)}${address}${path}`)
  return [`  Sign in with the password ${DEMO_PASSWORD} as`, ...rows, '']
}
