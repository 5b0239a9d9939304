import { UserError } from '../platform/userError.ts'

/** The placeholders of a macro's text, by the name between double braces. */
const PLACEHOLDERS = [
  'requester.name',
  'requester.firstName',
  'agent.name',
  'ticket.number',
  'ticket.subject',
  'desk.name',
] as const

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g

/** Throws a VALIDATION error that names the first unknown placeholder and its line and column. */
export function checkPlaceholders(body: string): void {
  for (const found of body.matchAll(PLACEHOLDER)) {
    if ((PLACEHOLDERS as readonly string[]).includes(found[1]!)) continue
    const before = body.slice(0, found.index).split('\n')
    const place = `line ${before.length}, column ${before.at(-1)!.length + 1}`
    throw new UserError('VALIDATION', `There is no placeholder “${found[0]}” (${place}).`, ['input', 'body'])
  }
}
