// Where the parts of SQL text end. The text is latin1: one character for each byte. All functions return the position after
// the part, or -1 if the text ends before.

/** What can contain a semicolon or begin a comment, or ends a statement. */
const PARTS = /'|"|\$(?:[A-Za-z_\x80-\xFF][\w\x80-\xFF]*)?\$|--|\/\*|;/g

/** The end of a quoted text whose opening quote is before `from`. The quote itself is doubled in it. */
export function endOfQuoted(text: string, from: number, quote: string): number {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 2)) {
    if (at + 1 >= text.length) return -1
    if (text[at + 1] !== quote) return at + 1
  }
  return -1
}

/** The end of a literal in which a backslash escapes, such as E'it\'s'. */
export function endOfEscaped(text: string, from: number): number {
  const special = /['\\]/g
  special.lastIndex = from
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const { index } = found
    if (index + 1 >= text.length) return -1
    if (found[0] === "'" && text[index + 1] !== "'") return index + 1
    special.lastIndex = index + 2
  }
  return -1
}

/** Whether the quote at `at` begins a literal with a prefix that lets a backslash escape. */
export function isEscaping(text: string, at: number): boolean {
  return /[eE]/.test(text[at - 1] ?? '') && !/[\w\x80-\xFF]/.test(text[at - 2] ?? '')
}

/** The end of a comment: of a line, or of a block, which can contain others. */
export function endOfComment(text: string, from: number): number {
  if (text.startsWith('--', from)) {
    const end = text.slice(from).search(/[\r\n]/)
    return end < 0 ? -1 : from + end + 1
  }
  const marks = /\/\*|\*\//g
  marks.lastIndex = from
  let depth = 0
  for (let found = marks.exec(text); found; found = marks.exec(text)) {
    depth += found[0] === '/*' ? 1 : -1
    if (depth === 0) return marks.lastIndex
  }
  return -1
}

/** The position after the semicolon that ends the statement at `from`. */
export function endOfStatement(text: string, from: number): number {
  const parts = new RegExp(PARTS)
  parts.lastIndex = from
  for (let found = parts.exec(text); found; found = parts.exec(text)) {
    const end = endOfPart(text, found[0], found.index)
    if (end < 0) return -1
    if (found[0] === ';' && !isInsideBody(text.slice(from, end))) return end
    parts.lastIndex = end
  }
  return -1
}

function endOfPart(text: string, part: string, at: number): number {
  if (part === ';') return at + 1
  if (part === "'") return isEscaping(text, at) ? endOfEscaped(text, at + 1) : endOfQuoted(text, at + 1, "'")
  if (part === '"') return endOfQuoted(text, at + 1, '"')
  if (part === '--' || part === '/*') return endOfComment(text, at)
  // `a$b$` is a name: dollar quotes do not follow a letter.
  if (/[\w\x80-\xFF]/.test(text[at - 1] ?? '')) return at + 1
  const end = text.indexOf(part, at + part.length)
  return end < 0 ? -1 : end + part.length
}

/** Whether a semicolon ends a statement of a function's body instead of the function: BEGIN ATOMIC … END. */
function isInsideBody(statement: string): boolean {
  return (
    /^\s*CREATE\b/i.test(statement) &&
    /\bBEGIN\s+ATOMIC\b/i.test(statement) &&
    !/(^|[\r\n;])\s*END\s*;$/i.test(statement)
  )
}
