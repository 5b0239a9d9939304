import { RequestError, UserError } from './userError.ts'

interface TextRule {
  /** The input's field, for the error's path. */
  field: string
  /** At most so many UTF-16 code units. */
  max: number
  /** Whether nothing but white space will do. */
  optional?: boolean
  /** Whether white space around it belongs to it. */
  verbatim?: boolean
}

/**
 * Checks text that a person typed and returns it, trimmed unless it is verbatim. Throws a VALIDATION error that names the field:
 * empty, too long, or with characters that no database can hold (NUL, half of a surrogate pair).
 */
export function checkedText(text: string, { field, max, optional, verbatim }: TextRule): string {
  const path = ['input', field]
  if (!isStorable(text)) throw new UserError('VALIDATION', 'The text has characters that cannot be stored.', path)
  const kept = verbatim ? text : text.trim()
  if (!optional && text.trim() === '') throw new UserError('VALIDATION', 'Write something first.', path)
  if (kept.length > max) {
    throw new UserError('VALIDATION', `The text is too long: ${kept.length} of at most ${max} characters.`, path)
  }
  return kept
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
