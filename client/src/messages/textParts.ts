import { linksIn, type Link } from './links.ts'

/** A part of a message's text, as it was typed; all parts together are the text. */
export type TextPart =
  | { kind: 'text' | 'code' | 'codeBlock'; text: string }
  | ({ kind: 'link'; text: string } & Pick<Link, 'href' | 'realHost'>)

/** Splits a message's text into plain text, links, `code` and fenced code. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const { start, end } of codeBlocks(text)) {
    parts.push(...lineParts(text.slice(at, start)), { kind: 'codeBlock', text: text.slice(start, end) })
    at = end
  }
  parts.push(...lineParts(text.slice(at)))
  return parts
}

/**
 * Where code is fenced: from a line of three backticks, and perhaps the language, to the next line of three backticks
 * alone.
 */
function codeBlocks(text: string): { start: number; end: number }[] {
  const blocks: { start: number; end: number }[] = []
  let start: number | undefined
  for (const fence of text.matchAll(/^```([^`\n]*)(?:\n|$(?![^]))/gm)) {
    if (start === undefined) start = fence.index
    else if (fence[1]!.trim() === '') {
      blocks.push({ start, end: fence.index + fence[0].length })
      start = undefined
    }
  }
  return blocks
}

// The backticks touch the code and no word outside, unlike apostrophes.
const CODE = /(?<![\p{L}\p{N}`])`[^\s`](?:[^`\n]*[^\s`])?`(?![\p{L}\p{N}`])/gu

function lineParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const { index, 0: code } of text.matchAll(CODE)) {
    parts.push(...linkParts(text.slice(at, index)), { kind: 'code', text: code })
    at = index + code.length
  }
  parts.push(...linkParts(text.slice(at)))
  return parts
}

function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = []
  let at = 0
  for (const { start, end, href, realHost } of linksIn(text)) {
    if (start > at) parts.push({ kind: 'text', text: text.slice(at, start) })
    parts.push({ kind: 'link', text: text.slice(start, end), href, realHost })
    at = end
  }
  if (at < text.length) parts.push({ kind: 'text', text: text.slice(at) })
  return parts
}
