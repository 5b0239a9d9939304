import { searchKey } from './searchKey.ts'
import type { Words } from './prepare.ts'

/** The marks around matches in an excerpt. */
const [START, END] = ['\u0002', '\u0003']
const [LENGTH, LEAD] = [220, 60]

const COMPOUND = /[\p{L}\p{N}\p{M}]+(?:[-'’‐‑][\p{L}\p{N}\p{M}]+)*/gu
const PART = /[\p{L}\p{N}\p{M}]+/gu
const UNSPACED =
  /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u30FC]/u

type Span = [start: number, end: number]

/**
 * The part of the texts around the first match, as plain text on one line, with the matches between U+0002 and U+0003. The
 * first text is always shown; of the others only those with a match.
 */
export function excerptOf(texts: readonly string[], words: Pick<Words, 'exact' | 'beginnings'>): string {
  const [first = '', ...others] = texts.map((text) => shorten(oneLine(text), words))
  const matching = others.filter((text) => text.includes(START))
  return [first, ...matching].filter((text) => text !== '').join(' · ')
}

// eslint-disable-next-line no-control-regex -- What a text could use to mark itself is removed.
const oneLine = (text: string): string => text.replace(/[\u0000-\u0020\u007F\u0085\u2028\u2029]+/g, ' ').trim()

function shorten(text: string, words: Pick<Words, 'exact' | 'beginnings'>): string {
  const matcher = matcherOf(words)
  const first = matcher(text, 0, Infinity, 1)[0]
  const start = first && first[0] > LEAD ? text.lastIndexOf(' ', first[0] - LEAD / 2) + 1 || first[0] - LEAD / 2 : 0
  const from = first && first[0] - start > LEAD ? first[0] - LEAD / 2 : start
  const to = endOf(text, from)
  let marked = ''
  let at = from
  for (const [begin, end] of first ? matcher(text, from, to, Infinity) : []) {
    marked += `${text.slice(at, begin)}${START}${text.slice(begin, end)}${END}`
    at = end
  }
  return `${from > 0 ? '…' : ''}${marked}${text.slice(at, to)}${to < text.length ? '…' : ''}`
}

function endOf(text: string, from: number): number {
  if (text.length <= from + LENGTH) return text.length
  const space = text.lastIndexOf(' ', from + LENGTH)
  return space > from + LENGTH / 2 ? space : from + LENGTH
}

/** Finds at most `limit` matches that start at or after `from` and end by `to`. */
function matcherOf({ exact, beginnings }: Pick<Words, 'exact' | 'beginnings'>) {
  const all = new Set(exact)
  const stems = exact.filter((word) => /^[\p{L}]{3,}$/u.test(word))
  const isMatch = (key: string) =>
    all.has(key) || beginnings.some((beginning) => key.startsWith(beginning)) || stems.some((stem) => isForm(key, stem))
  return (text: string, from: number, to: number, limit: number): Span[] => {
    const spans: Span[] = []
    const add = (start: number, end: number) => {
      const last = spans.at(-1)
      if (start < from || end > to) return
      if (last && start <= last[1]) last[1] = Math.max(last[1], end)
      else spans.push([start, end])
    }
    for (const compound of text.matchAll(COMPOUND)) {
      if (spans.length >= limit || compound.index >= to) break
      if (compound.index + compound[0].length <= from) continue
      matchCompound(compound[0], compound.index, isMatch, all, beginnings, add)
    }
    return spans
  }
}

function matchCompound(
  compound: string,
  offset: number,
  isMatch: (key: string) => boolean,
  exact: Set<string>,
  beginnings: string[],
  add: (start: number, end: number) => void,
): void {
  // Most words: looking for their parts would take longer than everything else.
  if (/^[A-Za-z]+$/.test(compound)) {
    if (isMatch(compound.toLowerCase())) add(offset, offset + compound.length)
    return
  }
  const parts = [...compound.matchAll(PART)]
  if (parts.length > 1 && isMatch(searchKey(parts.join('')))) return add(offset, offset + compound.length)
  for (const { 0: part, index } of parts) {
    const start = offset + index
    if (UNSPACED.test(part)) matchUnspaced(part, start, exact, beginnings, add)
    else if (isMatch(searchKey(part)) || (searchKey(part).match(/\d{3,}/g) ?? []).some((digits) => exact.has(digits)))
      add(start, start + part.length)
  }
}

/** Marks pairs of characters; those that overlap become one match. */
function matchUnspaced(
  run: string,
  offset: number,
  exact: Set<string>,
  beginnings: string[],
  add: (start: number, end: number) => void,
): void {
  const characters = [...run]
  let start = offset
  for (const [n, character] of characters.entries()) {
    const next = characters[n + 1] ?? ''
    if (beginnings.includes(searchKey(character))) add(start, start + character.length)
    if (next && exact.has(searchKey(character + next))) add(start, start + character.length + next.length)
    start += character.length
  }
}

/** Whether a word may be a form of a stem: “replied” of “repli”. */
function isForm(key: string, stem: string): boolean {
  if (key.length - stem.length > 4 || key.length < stem.length) return false
  return key.startsWith(stem) || (stem.endsWith('i') && key === `${stem.slice(0, -1)}y`)
}
