// The Braille blank and the object replacement character are drawn as nothing, though Unicode counts them as symbols.
const VISIBLE = /[^\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mn}\p{Me}\u2800\uFFFC]/u

/**
 * Whether the text has visible characters: the server rejects names and messages without
 * (`server/src/platform/text.ts`).
 */
export const isVisible = (text: string): boolean => VISIBLE.test(text)
