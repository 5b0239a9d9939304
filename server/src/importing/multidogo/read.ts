import path from 'node:path'
import { isVisible } from '../../platform/characters.ts'
import { complaintOf, ConversationShape } from '../conversation.ts'
import type { Found } from '../found.ts'
import { readLines, type Line } from '../lines.ts'
import { requestsIn } from './intents.ts'
import { madeUpCustomer, madeUpStart, madeUpTime } from './madeUp.ts'
import { isHeader, readTurns, type TurnRecord } from './records.ts'
import { subjectOf } from './subject.ts'

type Turn = Extract<TurnRecord, { turn: number }>

/** Reads a MultiDoGO file: the customer's turns of conversations in one trade, which is part of the file's name. */
export async function* readMultidogo(file: string, onBytes: (bytes: number) => void): AsyncGenerator<Found> {
  const team = tradeOf(file)
  const now = Date.now()
  let turns: Turn[] = []
  for await (const record of readTurns(withoutHeader(readLines(file, onBytes)))) {
    if ('broken' in record) {
      yield record
      continue
    }
    if (turns.length > 0 && turns[0]!.conversationId !== record.conversationId) {
      yield* conversationOf(turns, team, now)
      turns = []
    }
    if (turns.some(({ turn }) => turn === record.turn))
      yield { line: record.line, broken: `has turn ${record.turn} again` }
    // In a turn without words the customer only pressed Enter: it is skipped.
    else if (isVisible(record.utterance)) turns.push(record)
  }
  yield* conversationOf(turns, team, now)
}

async function* withoutHeader(lines: AsyncIterable<Line>): AsyncGenerator<Line> {
  for await (const line of lines) if (!isHeader(line)) yield line
}

/** `…/airline.train.tsv.gz` belongs to the team Airline. */
function tradeOf(file: string): string {
  const trade = path.basename(file).split('.')[0]!
  return trade.charAt(0).toUpperCase() + trade.slice(1)
}

function* conversationOf(said: Turn[], team: string, now: number): Generator<Found> {
  if (said.length === 0) return
  const turns = said.toSorted((a, b) => a.turn - b.turn)
  const { conversationId, line } = said[0]!
  const requester = madeUpCustomer(conversationId)
  const requests = [...new Set(turns.flatMap(({ intent }) => requestsIn(intent)))]
  const start = madeUpStart(conversationId, now)
  const checked = ConversationShape.safeParse({
    externalId: `multidogo:${conversationId}`,
    requester,
    subject: subjectOf(turns, team),
    tags: requests.slice(0, TAGS_KEPT),
    team,
    type: /report|dispute/.test(requests.join(' ')) ? 'problem' : 'question',
    priority: 'medium',
    status: 'open',
    createdAt: madeUpTime(start, 0),
    messages: turns.map(({ turn, utterance }) => ({
      externalId: String(turn),
      author: requester,
      role: 'buyer',
      at: madeUpTime(start, turn),
      body: utterance,
      audience: 'participants',
    })),
  })
  if (checked.success) yield { line, conversation: { ...checked.data, madeUpTimes: true } }
  else yield { line, broken: complaintOf(checked.error) }
}

const TAGS_KEPT = 20
