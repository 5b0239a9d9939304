// The Braille blank and the object replacement character are rendered as nothing, though Unicode classifies them as symbols.
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mn}\p{Me}\u2800\uFFFC]/u

/** Whether the text has visible characters. The client has the same rule in `lib/visible.ts`. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text)
}

const OVERRIDE = /[\u202D\u202E]/
const CLOSED_BY: Record<string, string> = {
  '\u202A': '\u202C',
  '\u202B': '\u202C',
  '\u2066': '\u2069',
  '\u2067': '\u2069',
  '\u2068': '\u2069',
}

/**
 * Whether the text contains characters that set the direction of the text after it: an override, or an unclosed embedding or
 * isolate.
 */
export function hasStrayDirections(text: string): boolean {
  if (OVERRIDE.test(text)) return true
  const open: string[] = []
  for (const [character] of text.matchAll(/[\u202A-\u202C\u2066-\u2069]/g)) {
    const closedBy = CLOSED_BY[character]
    if (closedBy) open.push(closedBy)
    else if (open.pop() !== character) return true
  }
  return open.length > 0
}

/** The text without characters that set a direction. */
export function withoutDirections(text: string): string {
  return text.replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
}

/** Whether a letter has more combining marks than any script needs: they would cover neighbouring lines. */
export function hasTooManyMarks(text: string): boolean {
  return /[\p{Mn}\p{Me}]{9}/u.test(text)
}

/** The text with the combining marks of each letter limited to the allowed number. */
export function withoutManyMarks(text: string): string {
  return text.replace(/([\p{Mn}\p{Me}]{8})[\p{Mn}\p{Me}]+/gu, '$1')
}

const TURNS =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u

/** A name as part of a sentence: a right-to-left name does not reorder the text around it. */
export function isolated(name: string): string {
  return TURNS.test(name) ? `\u2068${name}\u2069` : name
}
