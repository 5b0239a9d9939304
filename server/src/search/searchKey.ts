const LEFT_OUT =
  /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u00AD\u200B-\u200F\u2060\uFEFF]/g
const LETTERS: Record<string, string> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  ς: 'σ',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
}

/** A text in the form in which the database compares it: the same rule as `search_key` in SQL. */
export const searchKey = (text: string): string => (isAscii(text) ? text.toLowerCase() : keyOf(text))

/** Whether a text has no letters beyond ASCII. Most words have none, and for them the rest of the rule changes nothing. */
// oxlint-disable-next-line no-control-regex -- ASCII begins with a control character.
export const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text)

const keyOf = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(LEFT_OUT, '')
    .toLowerCase()
    .normalize('NFC')
    .replace(/[øłđħŧıςßæœ]/g, (letter) => LETTERS[letter]!)
