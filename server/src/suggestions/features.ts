const WORD = /\p{L}+|\p{N}+/gu
const NUMBER = /^\p{N}/u
const MARKS = /\p{M}/gu
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const STEM_LENGTH = 5

/**
 * The features of a text: hashes of its words and of their stems, each once. Case, accents and the digits of a number make no
 * difference. A hash of 32 bits stands for a word, so no text is stored with what was learned.
 */
export function featuresOf(text: string): number[] {
  const found = new Set<number>()
  for (const word of wordsOf(text)) {
    found.add(hashOf(word))
    found.add(hashOf(stemOf(word)))
  }
  return [...found]
}

/** The stems of a text's words, for finding a phrase in the features of another text. */
export function stemsOf(text: string): number[] {
  return wordsOf(text).map((word) => hashOf(stemOf(word)))
}

function wordsOf(text: string): string[] {
  const words = text.normalize('NFKD').replace(MARKS, '').toLowerCase().match(WORD) ?? []
  return words.flatMap((word) => {
    if (NUMBER.test(word)) return '#'
    return UNSPACED.test(word) ? pairsOf(word) : word
  })
}

/** Pairs of neighbouring characters stand for words in scripts without spaces. */
function pairsOf(word: string): string[] {
  const characters = [...word]
  return characters.length === 1 ? characters : characters.slice(1).map((next, index) => characters[index] + next)
}

/** Enough for "refund", "refunds" and "refunded" to be equal. */
function stemOf(word: string): string {
  return word.length > STEM_LENGTH ? word.slice(0, STEM_LENGTH) : word.replace(/s$/, '')
}

/** FNV-1a. Signed, as PostgreSQL's integers are. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < word.length; index++) hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193)
  return hash | 0
}
