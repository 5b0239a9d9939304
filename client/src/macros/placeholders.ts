/** The placeholders of macros. The server rejects others. */
export const PLACEHOLDERS = [
  'requester.name',
  'requester.firstName',
  'agent.name',
  'ticket.number',
  'ticket.subject',
  'desk.name',
] as const
type Placeholder = (typeof PLACEHOLDERS)[number]

/** The values of the placeholders. */
export type Facts = {
  requester: { name: string }
  agent: { name: string }
  ticket: { number: string; subject: string }
  desk: { name: string }
}

const PLACEHOLDER = /\{\{\s*([^{}]*?)\s*\}\}/g

const isKnown = (name: string): name is Placeholder => (PLACEHOLDERS as readonly string[]).includes(name)

/** The first unknown placeholder with its line and column (from 1); null if all are known. */
export const unknownPlaceholder = (body: string): { text: string; line: number; column: number } | null => {
  for (const found of body.matchAll(PLACEHOLDER)) {
    if (isKnown(found[1]!)) continue
    const before = body.slice(0, found.index).split('\n')
    return { text: found[0], line: before.length, column: before.at(-1)!.length + 1 }
  }
  return null
}

/** An imported user without a name is shown by email; greet them without it. */
const nameOf = (name: string): string => (name.includes('@') ? '' : name.trim())

/** "Dr. Mira Castellanos" → "Mira"; an empty text where there is none. */
const firstNameOf = (name: string): string =>
  nameOf(name)
    .split(/\s+/u)
    .find((word) => !word.endsWith('.')) ?? ''

const valueOf = (name: Placeholder, { requester, agent, ticket, desk }: Facts): string =>
  ({
    'requester.name': () => nameOf(requester.name),
    'requester.firstName': () => firstNameOf(requester.name),
    'agent.name': () => nameOf(agent.name),
    'ticket.number': () => ticket.number,
    'ticket.subject': () => ticket.subject,
    'desk.name': () => desk.name,
  })[name]()

/** A text with its placeholders filled in, and where the first gap is that the person must fill. */
export type Filled = { text: string; gap: { start: number; end: number } | null }

/** Fills in a macro's text. A placeholder without a value becomes a gap, `[first name?]`, named by `gapName`. */
export const fill = (body: string, facts: Facts, gapName: (name: Placeholder) => string): Filled => {
  let gap: Filled['gap'] = null
  let text = ''
  let end = 0
  for (const found of body.matchAll(PLACEHOLDER)) {
    const name = found[1]!
    text += body.slice(end, found.index)
    end = found.index + found[0].length
    const value = isKnown(name) ? valueOf(name, facts) : found[0]
    const shown = value || `[${gapName(name as Placeholder)}?]`
    if (!value) gap ??= { start: text.length, end: text.length + shown.length }
    text += shown
  }
  return { text: text + body.slice(end), gap }
}
