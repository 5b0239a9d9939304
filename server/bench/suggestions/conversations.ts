import { readdirSync } from 'node:fs'
import path from 'node:path'
import { readLines } from '../../src/importing/lines.ts'
import { isHeader, readTurns } from '../../src/importing/multidogo/records.ts'
import { StartError } from '../../src/platform/errors/startError.ts'

export interface Turn {
  turn: number
  utterance: string
  intent: string
}

/** What a customer said to a trade, in order. */
export interface Conversation {
  id: string
  trade: string
  turns: Turn[]
}

/** The conversations in a folder of MultiDoGO files. */
export async function readConversations(folder: string): Promise<Conversation[]> {
  const files = readdirSync(folder).filter((name) => /\.tsv(\.gz)?$/.test(name))
  if (files.length === 0) throw new StartError(`${folder} has no .tsv or .tsv.gz files.`)
  const conversations: Conversation[] = []
  for (const name of files.toSorted()) {
    const trade = name.split('.')[0]!
    for (const [id, turns] of await readFile(path.join(folder, name)))
      conversations.push({ id, trade, turns: turns.toSorted((a, b) => a.turn - b.turn) })
  }
  return conversations
}

async function readFile(file: string): Promise<Map<string, Turn[]>> {
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
