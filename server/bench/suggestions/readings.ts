import { maySaySubject, requestsIn } from '../../src/importing/multidogo/intents.ts'
import type { Conversation, Turn } from './conversations.ts'

/** The start of a conversation, and its class: the trade and what is requested. */
export interface Example {
  id: string
  text: string
  label: string
}

/** A way to understand "the text up to the first request" and "the main intent" of a conversation. */
export interface Reading {
  name: string
  /** The last turn whose text is used. */
  isLast: (turn: Turn) => boolean
  /** Chooses from the requests of a conversation, in order. */
  main: (requests: string[]) => string
}

const requests = ({ intent }: Turn) => requestsIn(intent)
const isRequest = (turn: Turn) => requests(turn).length > 0

/** The target must be reached with each of them. */
export const READINGS: Reading[] = [
  { name: 'text up to the first request; class: trade and first request', isLast: isRequest, main: first },
  {
    name: 'text up to the first request; class: trade and most frequent request',
    isLast: isRequest,
    main: mostFrequent,
  },
  {
    name: 'text up to the first turn that says more than a greeting (it may be just a name); class: trade and first request',
    isLast: ({ intent }) => maySaySubject(intent),
    main: first,
  },
]

/** The examples of the conversations in which something is requested. */
export function readAs({ isLast, main }: Reading, conversations: readonly Conversation[]): Example[] {
  return conversations.flatMap(({ id, trade, turns }) => {
    const found = turns.flatMap(requests)
    if (found.length === 0) return []
    const text = turns.slice(0, turns.findIndex(isLast) + 1).map(({ utterance }) => utterance)
    return [{ id, text: text.join('\n'), label: `${trade} ${main(found)}` }]
  })
}

function first(found: string[]): string {
  return found[0]!
}

/** The first of those that are equally frequent. */
function mostFrequent(found: string[]): string {
  const counts = new Map<string, number>()
  for (const intent of found) counts.set(intent, (counts.get(intent) ?? 0) + 1)
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most))[0]
}
