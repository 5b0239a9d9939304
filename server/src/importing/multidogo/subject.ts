import { maySaySubject, requestsIn } from './intents.ts'

const SUBJECT_LENGTH = 100
const WORDS_MIN = 3
const GREETING =
  /^(?:(?:hi+|hai+|hey+|hello+|dear|good (?:morning|afternoon|evening|day)|sir|madam|team|there)[\s,.!]+)+/i

interface Turn {
  utterance: string
  intent: string
}

/** The subject of a conversation: its first real request in words, otherwise the first meaningful turn. */
export function subjectOf(turns: readonly Turn[], trade: string): string {
  const telling = firstOf(turns, WORDS_MIN) ?? firstOf(turns, WORDS_MIN - 1)
  return telling ? asSubject(telling.utterance) : `${trade} enquiry`
}

function firstOf(turns: readonly Turn[], words: number): Turn | undefined {
  const long = turns.filter(({ utterance }) => utterance.split(/\s+/).length >= words)
  return (
    long.find(({ intent }) => requestsIn(intent).length > 0) ??
    long.find(({ intent, utterance }) => maySaySubject(intent) && !GREETING.test(`${utterance} `))
  )
}

function asSubject(utterance: string): string {
  const text = utterance.replace(/\s+/g, ' ').trim()
  const plain = text.replace(GREETING, '')
  const kept = plain.split(' ').length >= WORDS_MIN ? plain : text
  return shortened(kept.charAt(0).toUpperCase() + kept.slice(1))
}

function shortened(text: string): string {
  if (text.length <= SUBJECT_LENGTH) return text
  const cut = text.slice(0, SUBJECT_LENGTH - 1)
  const end = cut.lastIndexOf(' ')
  return `${(end > SUBJECT_LENGTH / 2 ? cut.slice(0, end) : cut).toWellFormed()}…`
}
