import { checkedLine, checkedText, lineOf } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'

/** The longest tag, in UTF-16 code units, and the most tags on one ticket. */
export const TAG_MAX = 50
export const TAGS_MAX = 20

/**
 * Tags as they are kept: trimmed, inner white space as one space, each once. Throws a VALIDATION error naming the
 * field.
 */
export function checkedTags(tags: readonly string[], field: string): string[] {
  const checked = tags.map((tag) => checkedLine(tag, { field, max: TAG_MAX }))
  return [...new Set(checked)]
}

/** Tags to take away: as they are kept, and as they were given, for tags that were kept before names had one form. */
export function removedTags(tags: readonly string[], field: string): string[] {
  return [...new Set(tags.flatMap((tag) => [lineOf(checkedText(tag, { field, max: TAG_MAX })), tag]))]
}

/** Throws a VALIDATION error when a ticket would have too many tags. */
export function checkTagCount(tags: readonly string[], field: string): void {
  if (tags.length > TAGS_MAX)
    throw new UserError('VALIDATION', `A ticket can have at most ${TAGS_MAX} tags.`, ['input', field])
}
