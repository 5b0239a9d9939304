import { ConversationShape, complaintOf } from './conversation.ts'
import { NOT_TEXT, type Found } from './found.ts'
import { readLines } from './lines.ts'

/** Reads one conversation per line, in the format of docs/importing.md. Empty lines are ignored. */
export async function* readNdjson(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Found> {
  for await (const { number: line, text } of readLines(file, onBytes)) {
    if (text?.trim() === '') continue
    for (const part of partsOf(text)) yield { line, ...parse(part) }
  }
}

/** If a file without a final line end was concatenated with another, two conversations share a line. */
function partsOf(text: string | null): (string | null)[] {
  return text === null || parseJson(text) !== undefined ? [text] : text.split(/(?<=\}\s*)\uFEFF+(?=\s*\{)/)
}

type Parsed = Found extends infer F ? (F extends unknown ? Omit<F, 'line'> : never) : never

function parse(text: string | null): Parsed {
  if (text === null) return { broken: NOT_TEXT }
  const json = parseJson(text)
  if (json === undefined) return { broken: 'is not JSON' }
  const checked = ConversationShape.safeParse(json)
  return checked.success ? { conversation: checked.data } : { broken: complaintOf(checked.error) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
