import { isVisible } from './visible.ts'

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** "Mina Okafor" → "MO": first graphemes, so that an emoji of several code points is not split. */
export const initials = (name: string): string => {
  const words = name.split(/\s+/u).filter(isVisible)
  const letters = words.length > 1 ? [words[0]!, words.at(-1)!] : words
  return letters.map((word) => firstLetter(word).toLocaleUpperCase()).join('') || '?'
}

const firstLetter = (word: string): string => {
  for (const { segment } of graphemes.segment(word)) if (isVisible(segment)) return segment
  return ''
}

const BIDI_CHARACTERS =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u

/** A name as part of a sentence, isolated so that right-to-left names do not reorder the surrounding text. */
export const isolated = (name: string): string => (BIDI_CHARACTERS.test(name) ? `\u2068${name}\u2069` : name)

/** A small stable number from any text, below `size`: the same person keeps the same colour. */
export const pick = (text: string, size: number): number => {
  let hash = 2166136261
  for (const char of text) hash = Math.imul(hash ^ char.codePointAt(0)!, 16777619)
  return (hash >>> 0) % size
}
