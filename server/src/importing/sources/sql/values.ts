import { endOfComment, endOfEscaped, endOfQuoted, isEscaping } from './scan.ts'

/** A value of an INSERT: bytes as latin1 text, null, or undefined for an expression that only a database could compute. */
export type SqlValue = string | null | undefined

const LETTERS: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }
const ESCAPE = /\\(?:([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([^]))|''/g

/** Parses the rows of VALUES (…), (…) from a position of a statement. */
export class ValuesParser {
  constructor(
    private readonly text: string,
    private at: number,
  ) {}

  *rows(): Generator<SqlValue[]> {
    while (this.take('(')) {
      const row = [this.value()]
      while (this.take(',')) row.push(this.value())
      if (!this.take(')')) return
      yield row
      if (!this.take(',')) return
    }
  }

  /** A literal, an array of them, or either of them with a cast; anything else is skipped. */
  private value(): SqlValue {
    const from = this.skipSpace()
    const value = this.literal()
    while (
      this.skip(
        /::\s*(?:"[^"]+"|[\w.]+)(?:\.(?:"[^"]+"|\w+))*(?:\s+(?:with(?:out)? time zone|varying|precision))?(?:\([\d, ]*\))?(?:\[\])*/iy,
      )
    );
    const next = this.text[this.skipSpace()]
    if (value !== undefined && (next === ',' || next === ')' || next === ']')) return value
    this.at = from
    this.skipExpression()
    return undefined
  }

  private literal(): SqlValue {
    const { text } = this
    const word = this.skip(
      /NULL\b|TRUE\b|FALSE\b|ARRAY\s*\[|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\b|e(?=')|\$\w*\$|'/iy,
    )
    if (word === undefined) return undefined
    if (/^null$/i.test(word)) return null
    if (/^(true|false)$/i.test(word)) return word[0]!.toLowerCase()
    if (/^array/i.test(word)) return this.array()
    if (word === "'") return this.quoted(false)
    if (/^e$/i.test(word)) {
      this.at += 1
      return this.quoted(isEscaping(text, this.at - 1))
    }
    if (!word.startsWith('$')) return word
    const end = text.indexOf(word, this.at)
    const value = text.slice(this.at, end)
    this.at = end + word.length
    return value
  }

  private quoted(escaping: boolean): string {
    const end = escaping ? endOfEscaped(this.text, this.at) : endOfQuoted(this.text, this.at, "'")
    const inside = this.text.slice(this.at, end - 1)
    this.at = end
    return escaping ? unescaped(inside) : inside.replaceAll("''", "'")
  }

  private array(): SqlValue {
    const items: string[] = []
    while (!this.take(']')) {
      const item = this.value()
      if (item === undefined) return undefined
      items.push(item === null ? 'NULL' : `"${item.replace(/["\\]/g, '\\$&')}"`)
      this.take(',')
    }
    return `{${items.join(',')}}`
  }

  /** Moves to the comma or bracket that ends an expression. */
  private skipExpression(): void {
    for (let depth = 0; this.at < this.text.length; this.at++) {
      const character = this.text[this.at]!
      if (character === "'")
        this.at =
          (isEscaping(this.text, this.at)
            ? endOfEscaped(this.text, this.at + 1)
            : endOfQuoted(this.text, this.at + 1, "'")) - 1
      else if (character === '(' || character === '[') depth += 1
      else if (depth === 0 && /[,)\]]/.test(character)) return
      else if (character === ')' || character === ']') depth -= 1
    }
  }

  private skip(token: RegExp): string | undefined {
    this.skipSpace()
    token.lastIndex = this.at
    const found = token.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  private take(character: string): boolean {
    if (this.text[this.skipSpace()] !== character) return false
    this.at += 1
    return true
  }

  private skipSpace(): number {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1
    if (this.text.startsWith('--', this.at) || this.text.startsWith('/*', this.at)) {
      const end = endOfComment(this.text, this.at)
      this.at = end < 0 ? this.text.length : end
      return this.skipSpace()
    }
    return this.at
  }
}

function unescaped(inside: string): string {
  return inside.replace(ESCAPE, (all, octal?: string, hex?: string, u?: string, long?: string, letter?: string) => {
    if (all === "''") return "'"
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16))
    const code = u ?? long
    if (code === undefined) return LETTERS[letter!] ?? letter!
    return Buffer.from(String.fromCodePoint(Number.parseInt(code, 16) % 0x110000)).toString('latin1')
  })
}
