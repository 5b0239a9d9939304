import { searchKey } from './searchKey.ts'

const [WORD_MIN, WORD_MAX] = [4, 16]
const ALPHABETS = ['abcdefghijklmnopqrstuvwxyz', 'абвгдеежзиклмнопрстуфхцчшщъыьэюя', 'αβγδεζηθικλμνξοπρστυφχψω']

/**
 * The words that become this one by one typing error: a letter left out, added, changed, or exchanged with the next one. Empty
 * for words that are short, long, or not made of the letters of one alphabet.
 */
export function misspellings(text: string): string[] {
  const word = searchKey(text)
  const alphabet = ALPHABETS.find((letters) => [...word].every((letter) => letters.includes(letter)))
  if (!alphabet || word.length < WORD_MIN || word.length > WORD_MAX) return []
  const found = new Set<string>()
  for (let at = 0; at <= word.length; at++) {
    const [before, after] = [word.slice(0, at), word.slice(at)]
    for (const letter of alphabet) {
      found.add(before + letter + after)
      if (after) found.add(before + letter + after.slice(1))
    }
    if (after) found.add(before + after.slice(1))
    if (after.length > 1) found.add(before + after[1] + after[0] + after.slice(2))
  }
  found.delete(word)
  return [...found]
}
