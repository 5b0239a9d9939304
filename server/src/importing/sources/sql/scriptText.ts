import { StartError } from '../../../platform/errors/startError.ts'
import { endOfComment, endOfStatement } from './scan.ts'

/** A statement longer than this is not data of a dump: most likely a quote has no end. */
const STATEMENT_MAX = 512 * 1024 * 1024
const BOM = '\xEF\xBB\xBF'

/** The text of a script as it is read, as latin1: one character for each byte. */
export class ScriptText {
  /** Whether the lines of the last COPY were followed by their end mark. */
  endedCopy = false
  private text = ''
  private at = 0
  private isComplete = false
  private readonly chunks: AsyncIterator<Buffer>

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]()
  }

  /** The next statement with its semicolon; undefined at the end. Comments before it and commands of psql are skipped. */
  async statement(): Promise<string | undefined> {
    while (await this.skipToStatement()) {
      const end = await this.find((text, from) => endOfStatement(text, from))
      if (end < 0) return undefined
      const statement = this.text.slice(this.at, end)
      this.at = end
      return statement
    }
    return undefined
  }

  /** The lines after COPY … FROM stdin. A line ends with LF, CRLF or CR: in the data itself, these are escaped. */
  async *copyLines(): AsyncGenerator<string> {
    this.endedCopy = false
    await this.line()
    for (let line = await this.line(); line !== undefined; line = await this.line()) {
      this.endedCopy = line === '\\.'
      if (this.endedCopy) return
      yield line
    }
  }

  private async line(): Promise<string | undefined> {
    let end = await this.find((text, from) => lineEnd(text, from))
    if (end < 0 && this.at === this.text.length) return undefined
    if (end < 0) end = this.text.length
    if (this.text[end] === '\r' && end + 1 === this.text.length) await this.fill()
    const line = this.text.slice(this.at, end)
    this.at = end + (this.text.startsWith('\r\n', end) ? 2 : 1)
    return line
  }

  private async skipToStatement(): Promise<boolean> {
    for (;;) {
      if (this.at >= this.text.length && !(await this.fill())) return false
      const text = this.text
      if (/\s/.test(text[this.at]!)) this.at += 1
      else if (text.startsWith(BOM, this.at)) this.at += BOM.length
      else if (text[this.at] === '\\') await this.line()
      else if (await this.isComment()) {
        const end = await this.find((whole, from) => endOfComment(whole, from))
        this.at = end < 0 ? this.text.length : end
      } else return true
    }
  }

  private async isComment(): Promise<boolean> {
    if (!/[-/\xEF]/.test(this.text[this.at]!)) return false
    while (this.text.length - this.at < 2 && (await this.fill()));
    return this.text.startsWith('--', this.at) || this.text.startsWith('/*', this.at)
  }

  /** Reads on until `end` finds a position; -1 if it finds none up to the end. Each try is over twice as much text. */
  private async find(end: (text: string, from: number) => number): Promise<number> {
    for (;;) {
      const found = end(this.text, this.at)
      if (found >= 0) return found
      const tried = this.text.length - this.at
      if (tried > STATEMENT_MAX) throw new StartError('The dump has a statement or line without an end.')
      if (!(await this.fill())) return -1
      while (this.text.length < 2 * tried && (await this.fill()));
    }
  }

  private async fill(): Promise<boolean> {
    if (this.isComplete) return false
    const { value, done } = await this.chunks.next()
    this.isComplete = done ?? false
    if (!this.isComplete) {
      this.text = this.text.slice(this.at) + (value as Buffer).toString('latin1')
      this.at = 0
    }
    return !this.isComplete
  }
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  const cr = text.slice(from, end < 0 ? undefined : end).indexOf('\r')
  return cr < 0 ? end : from + cr
}
