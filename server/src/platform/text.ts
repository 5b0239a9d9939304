import { hasStrayDirections, hasTooManyMarks, isVisible, withoutDirections, withoutManyMarks } from './characters.ts'
import { RequestError, UserError } from './userError.ts'

interface TextRule {
  /** The input's field, for the error's path. */
  field: string
  /** At most so many UTF-16 code units. */
  max: number
  /** Whether it may be empty. */
  optional?: boolean
  /** Whether white space around it belongs to it. */
  verbatim?: boolean
}

/**
 * Checks text that a person typed and returns it as it is, trimmed unless it is verbatim. Throws a VALIDATION error
 * that names the field: without anything visible, too long, or with characters that no database can hold (NUL, half of
 * a surrogate pair). Optional text without anything visible is empty text.
 */
export function checkedText(text: string, { field, max, optional, verbatim }: TextRule): string {
  const path = ['input', field]
  if (!isStorable(text)) throw new UserError('VALIDATION', 'The text has characters that cannot be stored.', path)
  const kept = verbatim ? text : text.trim()
  if (!isVisible(text)) {
    if (optional) return ''
    const problem = text.trim() === '' ? 'Write something first.' : 'The text has no visible characters.'
    throw new UserError('VALIDATION', problem, path)
  }
  if (kept.length > max) {
    throw new UserError('VALIDATION', `The text is too long: ${kept.length} of at most ${max} characters.`, path)
  }
  return kept
}

/**
 * Checks a text of one line that is shown next to others: a name, a subject, a tag. Like `checkedText`, and returned in
 * the form that names are compared in: NFC, white space as single spaces. Throws for characters that would change the
 * text next to it.
 */
export function checkedLine(text: string, { field, max, optional }: Omit<TextRule, 'verbatim'>): string {
  const line = checkedText(lineOf(text), { field, max, optional })
  const problem = problemOfLine(line)
  if (problem) throw new UserError('VALIDATION', problem, ['input', field])
  return line
}

/** A text as one line: in NFC, white space as single spaces, none around it. */
export function lineOf(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}

/** A text as one line, without what `problemOfLine` complains of: for text that nobody is there to correct. */
export function cleanLine(text: string): string {
  return lineOf(withoutManyMarks(withoutDirections(text).normalize('NFC')))
}

/** What is wrong with a line, though it can be stored; null where nothing is. */
export function problemOfLine(line: string): string | null {
  if (hasStrayDirections(line)) return 'Remove the invisible characters that change the direction of text.'
  if (hasTooManyMarks(line)) return 'A letter has too many accents.'
  return null
}

/** Whether PostgreSQL can hold the text as it is: no NUL, no lone surrogate (which UTF-8 would silently replace). */
export function isStorable(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

/** Text of a query's arguments, as it is; throws BAD_USER_INPUT for what cannot be compared with stored text. */
export function searchedText(text: string, max: number): string {
  if (!isStorable(text) || text.length > max)
    throw new RequestError('BAD_USER_INPUT', 'The search text cannot be used.')
  return text.trim()
}
