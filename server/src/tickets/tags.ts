import { checkedLine, checkedText, lineOf } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'

/** The maximum length of a tag, in UTF-16 code units, and the maximum number of tags on one ticket. */
export const TAG_MAX = 50
export const TAGS_MAX = 20

/**
 * Tags in stored form: trimmed, with single spaces, without duplicates. Throws a VALIDATION error that names the field.
 */
export function checkedTags(tags: readonly string[], field: string): string[] {
  const checked = tags.map((tag) => checkedLine(tag, { field, max: TAG_MAX }))
  return [...new Set(checked)]
}

/** Tags to remove, in stored form and as given, since older tags were stored without normalisation. */
export function removedTags(tags: readonly string[], field: string): string[] {
  return [...new Set(tags.flatMap((tag) => [lineOf(checkedText(tag, { field, max: TAG_MAX })), tag]))]
}

/** Throws a VALIDATION error if a ticket would have too many tags. */
export function checkTagCount(tags: readonly string[], field: string): void {
  if (tags.length > TAGS_MAX)
    throw new UserError('VALIDATION', `A ticket can have at most ${TAGS_MAX} tags.`, ['input', field])
}
