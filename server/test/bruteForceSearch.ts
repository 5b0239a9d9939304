const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\p{Extended_Pictographic}ー]/u
const IS_DIGIT = /\p{Nd}/u
const [LETTERS, JOINER] = [String.raw`[\p{L}\p{N}\p{M}]+`, String.raw`[-'’‐‑]`]

/** The rules of docs/search.md without PostgreSQL: whether a text matches a query of words, quotations, `-word` and `or`. */
export function matches(text: string, query: string): boolean {
  const words = [...query.matchAll(/(-?)(?:"([^"]*)"|(\S+))/g)]
  const alternatives: RegExpMatchArray[][] = [[]]
  for (const word of words) {
    if (word[0] === 'or') alternatives.push([])
    else alternatives.at(-1)!.push(word)
  }
  return alternatives.some((terms) => {
    const checked = terms.flatMap(([, minus, quoted, plain]) => {
      const term = quoted ?? plain ?? ''
      const isPrefix = quoted === undefined && minus === '' && term.length >= 3 && plain === words.at(-1)![3]
      return unitsOf(term).length === 0 ? [] : [{ wanted: minus === '', found: contains(text, term, isPrefix) }]
    })
    return checked.some(({ wanted }) => wanted) && checked.every(({ wanted, found }) => wanted === found)
  })
}

/** Case, accents and forms of the same letter make no difference. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0591-\u05bd\u05bf-\u05c7]/g, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ς', 'σ')
    .normalize('NFC')

/** A word, or a character of a script without spaces. */
interface Unit {
  text: string
  isCharacter: boolean
}

function unitsOf(text: string): Unit[] {
  const all = [...fold(text).matchAll(new RegExp(`${LETTERS}|\\p{Extended_Pictographic}`, 'gu'))].filter(
    ([word]) => !/^[#*]$/.test(word),
  )
  return all.flatMap(([word]) =>
    [...word.matchAll(new RegExp(`${UNSPACED.source}|(?:(?!${UNSPACED.source}).)+`, 'gu'))]
      .filter(([part]) => !/^\p{P}$/u.test(part))
      .map(([part]) => ({ text: part, isCharacter: UNSPACED.test(part) && !IS_DIGIT.test(part) })),
  )
}

function contains(text: string, term: string, isPrefix: boolean): boolean {
  const [within, wanted] = [unitsOf(text), unitsOf(term)]
  const isAt = (start: number) =>
    wanted.every((unit, n) => {
      const found = within[start + n]
      if (!found || found.isCharacter !== unit.isCharacter) return false
      const isOpen = isPrefix && n === wanted.length - 1 && !unit.isCharacter
      return isOpen ? found.text.startsWith(unit.text) : found.text === unit.text
    })
  if (within.some((_, start) => isAt(start))) return true
  const also = partsOf(text)
  const one = wanted.length === 1 ? wanted[0]!.text : compoundOf(term)
  if (one === null) return false
  const all = [...also, ...within.filter(({ isCharacter }) => !isCharacter).map((unit) => unit.text)]
  return all.some((word) => (isPrefix ? word.startsWith(one) : word === one))
}

/** What a text also contains: compounds as one word, and the numbers in words. */
function partsOf(text: string): string[] {
  const folded = fold(text)
  const compounds = [...folded.matchAll(new RegExp(`${LETTERS}(?:${JOINER}${LETTERS})+`, 'gu'))].map(([all]) => all)
  const numbers = [...folded.matchAll(/(?<=[a-z])\d{3,}|\d{3,}(?=[a-z])/g)].map(([digits]) => digits)
  return [...compounds.map((all) => all.replace(new RegExp(JOINER, 'gu'), '')), ...numbers]
}

/** A term that is a compound, as one word. */
function compoundOf(term: string): string | null {
  const inner = new RegExp(`${LETTERS}(?:.*${LETTERS})?`, 'u').exec(fold(term))?.[0] ?? ''
  const isCompound = new RegExp(`^${LETTERS}(?:${JOINER}${LETTERS})+$`, 'u').test(inner)
  return isCompound ? inner.replace(new RegExp(JOINER, 'gu'), '') : null
}
