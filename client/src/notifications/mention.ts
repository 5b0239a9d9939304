/** A mention being typed: the position of its `@`, and the part of the name. */
export type Typed = { at: number; query: string }

/** The most words of a name. */
const LONGEST = 40

/** The mention at the caret, if any: `@` at the start or after white space, without two spaces after it. */
export const mentionAt = (text: string, caret: number): Typed | null => {
  const at = text.lastIndexOf('@', caret - 1)
  if (at < 0 || caret - at > LONGEST || !/^$|[\s(]/.test(text[at - 1] ?? '')) return null
  const query = text.slice(at + 1, caret)
  return /\n|\s\s|^\s/.test(query) ? null : { at, query }
}

/** The text with the name inserted, and the new caret position. */
export const withMention = (text: string, { at, query }: Typed, name: string): { text: string; caret: number } => {
  const before = `${text.slice(0, at)}@${name} `
  return { text: before + text.slice(at + 1 + query.length).replace(/^ /, ''), caret: before.length }
}

/** Splits a text at the names of these people; the longest name wins. */
export const mentionsIn = (text: string, names: readonly string[]): { text: string; isMention: boolean }[] => {
  // A note may be in another Unicode form than the name.
  const forms = names.flatMap((name) => [name, name.normalize('NFD')])
  const known = [...new Set(forms)].filter(Boolean).toSorted((a, b) => b.length - a.length)
  if (known.length === 0 || !text.includes('@')) return [{ text, isMention: false }]
  const escaped = known.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|')
  const mention = new RegExp(`((?<![\\p{L}\\p{N}_])@(?:${escaped})(?![\\p{L}\\p{N}_]))`, 'iu')
  return text
    .split(new RegExp(mention.source, 'giu'))
    .map((piece, index) => ({ text: piece, isMention: index % 2 === 1 }))
    .filter((piece) => piece.text !== '')
}
