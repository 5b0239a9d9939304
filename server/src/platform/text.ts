import { hasStrayDirections, hasTooManyMarks, isVisible, withoutDirections, withoutManyMarks } from './characters.ts'
import { RequestError, UserError } from './userError.ts'

interface TextRule {
  /** The input's field, for the error's path. */
  field: string
  /** The maximum length, in UTF-16 code units. */
  max: number
  /** Whether it may be empty. */
  optional?: boolean
  /** Whether surrounding white space is kept. */
  verbatim?: boolean
}

/**
 * Validates text that a person typed and returns it unchanged, trimmed unless it is verbatim. Throws a VALIDATION error that
 * names the field: without visible characters, too long, or with characters that no database can store (NUL, a lone
 * surrogate). Optional text without visible characters becomes empty.
 */
export function checkedText(text: string, { field, max, optional, verbatim }: TextRule): string {
  const path = ['input', field]
  if (!isStorable(text)) throw new UserError('VALIDATION', 'The text has characters that cannot be stored.', path)
  const kept = verbatim ? text : text.trim()
  if (!isVisible(text)) {
    if (optional) return ''
    const problem = text.trim() === '' ? 'Enter some text.' : 'The text has no visible characters.'
    throw new UserError('VALIDATION', problem, path)
  }
  if (kept.length > max) {
    throw new UserError('VALIDATION', `The text is too long: ${kept.length} of at most ${max} characters.`, path)
  }
  return kept
}

/**
 * Validates a text of one line that is shown next to others: a name, a subject, a tag. Like `checkedText`, but returned in
 * the form in which names are compared: NFC, with single spaces. Throws for characters that would change the text next to
 * it.
 */
export function checkedLine(text: string, { field, max, optional }: Omit<TextRule, 'verbatim'>): string {
  const line = checkedText(lineOf(text), { field, max, optional })
  const problem = problemOfLine(line)
  if (problem) throw new UserError('VALIDATION', problem, ['input', field])
  return line
}

/** A text as one line: in NFC, with single spaces and none around it. */
export function lineOf(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** A text as one line, without what `problemOfLine` reports: for text that no user can correct. */
export function cleanLine(text: string): string {
  return lineOf(withoutManyMarks(withoutDirections(text).normalize('NFC')))
}

/** The problem with a storable line; null if there is none. */
export function problemOfLine(line: string): string | null {
  if (hasStrayDirections(line)) return 'Remove the invisible characters that change the direction of text.'
  if (hasTooManyMarks(line)) return 'A letter has too many accents.'
  return null
}

/** Whether PostgreSQL can store the text unchanged: no NUL, no lone surrogate (which UTF-8 would silently replace). */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** Text of a query's arguments, unchanged; throws BAD_USER_INPUT if it cannot be compared with stored text. */
export function searchedText(text: string, max: number): string {
  if (!isStorable(text) || text.length > max)
    throw new RequestError('BAD_USER_INPUT', 'The search text contains invalid characters.')
  return text.trim()
}
