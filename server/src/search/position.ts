import { isUuid } from '../platform/database/identity.ts'
import { RequestError } from '../platform/userError.ts'

/** The first and the last of the hits that are ranked together: their times and ids. */
export interface Window {
  from: [at: string, id: string]
  to: [at: string, id: string]
}

/** The position of a hit in its window. Hits of one ticket are adjacent. */
export interface Key {
  /** The score of the ticket's best hit. */
  best: string
  ticketId: string
  score: string
  id: string
}

/** A position in the hits of a search. */
export interface Position {
  window: Window
  key: Key
  mode: 'exact' | 'typos'
}

/** The number of parts of a cursor. */
export const PARTS = 9

/** A position as the parts of a page cursor. */
export function partsOf({ window: { from, to }, key, mode }: Position): string[] {
  return [mode, ...from, ...to, key.best, key.ticketId, key.score, key.id]
}

const TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:?\d\d)?$/
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/

/** The position in a cursor. Throws BAD_USER_INPUT for another list's. */
export function positionOf(parts: string[]): Position {
  const [mode, fromAt, fromId, toAt, toId, best, ticketId, score, id] = parts as Nine
  const isRight =
    (mode === 'exact' || mode === 'typos') &&
    [fromAt, toAt].every((at) => TIME.test(at)) &&
    [best, score].every((number) => NUMBER.test(number)) &&
    [fromId, toId, ticketId, id].every(isUuid)
  if (!isRight) throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
  return { mode, window: { from: [fromAt, fromId], to: [toAt, toId] }, key: { best, ticketId, score, id } }
}

type Nine = [string, string, string, string, string, string, string, string, string]
