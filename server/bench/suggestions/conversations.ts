import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { readLines } from '../../src/importing/lines.ts'
import { requestsIn } from '../../src/importing/multidogo/intents.ts'
import { isHeader, readTurns } from '../../src/importing/multidogo/records.ts'
import { StartError } from '../../src/platform/errors/startError.ts'

/** A conversation up to its first request, and its class: the trade and the main intent. */
export interface Example {
  id: string
  text: string
  label: string
}

interface Turn {
  turn: number
  utterance: string
  intent: string
}

/** The conversations in a folder of MultiDoGO files that have a request. */
export async function readExamples(folder: string): Promise<Example[]> {
  const files = readdirSync(folder).filter((name) => /\.tsv(\.gz)?$/.test(name))
  if (files.length === 0) throw new StartError(`${folder} has no .tsv or .tsv.gz files.`)
  const examples: Example[] = []
  for (const name of files.toSorted()) {
    const trade = name.split('.')[0]!
    for (const [id, turns] of await readConversations(path.join(folder, name)))
      examples.push(...exampleOf(id, turns, trade))
  }
  return examples
}

async function readConversations(file: string): Promise<Map<string, Turn[]>> {
  const conversations = new Map<string, Turn[]>()
  for await (const record of readTurns(lines(file))) {
    if ('broken' in record) continue
    const turns = conversations.get(record.conversationId)
    if (turns) turns.push(record)
    else conversations.set(record.conversationId, [record])
  }
  return conversations
}

async function* lines(file: string) {
  for await (const line of readLines(file)) if (!isHeader(line)) yield line
}

/** None if nothing is requested in the conversation. */
function exampleOf(id: string, unordered: Turn[], trade: string): Example[] {
  const turns = unordered.toSorted((a, b) => a.turn - b.turn)
  const first = turns.findIndex(({ intent }) => requestsIn(intent).length > 0)
  if (first < 0) return []
  const text = turns.slice(0, first + 1).map(({ utterance }) => utterance)
  return [{ id, text: text.join('\n'), label: `${trade} ${mainIntent(turns)}` }]
}

/** The most frequent request; the first of those that are equally frequent. */
function mainIntent(turns: readonly Turn[]): string {
  const counts = new Map<string, number>()
  for (const intent of turns.flatMap((turn) => requestsIn(turn.intent)))
    counts.set(intent, (counts.get(intent) ?? 0) + 1)
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}

/** Whether a conversation is in the tenth that is held out; it depends on its id alone. */
export function isHeldOut({ id }: Example): boolean {
  return createHash('sha256').update(id).digest().readUInt32BE(0) % 10 === 0
}
