import { NOT_TEXT } from '../found.ts'
import type { Line } from '../lines.ts'

const COLUMNS = 4
/** A quoted utterance spans few lines; an unclosed quote must not swallow the file. */
const QUOTED_LINES_MAX = 50

/** One turn of a customer, or an invalid line. */
export type TurnRecord =
  | { line: number; conversationId: string; turn: number; utterance: string; intent: string }
  | { line: number; broken: string }

/**
 * Splits the lines of a MultiDoGO file into turns. An utterance with line breaks is quoted and spans several lines; an
 * opening quote that is not closed on a complete line is part of the text.
 */
export async function* readTurns(lines: AsyncIterable<Line>): AsyncGenerator<TurnRecord> {
  let open: Line[] = []
  for await (const line of lines) {
    if (open.length > 0 && !isRecordStart(line) && open.length < QUOTED_LINES_MAX) {
      open.push(line)
      if (!closesQuote(line)) continue
      yield turnOf({ number: open[0]!.number, text: open.map(({ text }) => text).join('\n') })
      open = []
      continue
    }
    yield* open.map(turnOf)
    open = []
    if (opensQuote(line)) open = [line]
    else if (line.text !== '') yield turnOf(line)
  }
  yield* open.map(turnOf)
}

function isRecordStart({ text }: Line): boolean {
  return text === null || /^[^\t]+\t[\d.]+\t/.test(text)
}

function opensQuote({ text }: Line): boolean {
  return text !== null && /^[^\t]+\t[^\t]+\t"[^\t]*$/.test(text)
}

function closesQuote({ text }: Line): boolean {
  return text !== null && /"\t[^\t]*$/.test(text)
}

// Within quotes a tab is part of the text.
const QUOTED = /^([^\t]+)\t([^\t]+)\t("[\s\S]*")\t([^\t\n]*)$/

function turnOf({ number: line, text }: Line): TurnRecord {
  if (text === null) return { line, broken: NOT_TEXT }
  const columns = QUOTED.exec(text)?.slice(1) ?? text.split('\t')
  if (columns.length !== COLUMNS) return { line, broken: `has ${columns.length} columns instead of ${COLUMNS}` }
  const [conversationId, turn, utterance, intent] = columns.map((column) => column.trim()) as [
    string,
    string,
    string,
    string,
  ]
  if (conversationId === '') return { line, broken: 'has no conversationId' }
  if (!/^\d+(\.\d+)?$/.test(turn)) return { line, broken: `has no turnNumber: "${turn.slice(0, 40)}"` }
  if (utterance.includes('\0')) return { line, broken: 'has characters that cannot be stored' }
  return { line, conversationId, turn: Number(turn), utterance: unquoted(utterance), intent }
}

function unquoted(text: string): string {
  const inner = /^"([\s\S]*)"$/.exec(text)?.[1]?.replaceAll('""', '"') ?? text.replace(/^"/, '')
  return inner
    .replace(/\s*\n\s*/g, '\n')
    .replaceAll('\t', ' ')
    .trim()
}

/** Whether this line names the columns: the first line of each file, also of concatenated files. */
export function isHeader({ text }: Line): boolean {
  return text !== null && text.startsWith('conversationId\tturnNumber\t')
}
