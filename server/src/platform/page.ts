import { isStorable } from './text.ts'
import { RequestError } from './userError.ts'

/** A connection field's arguments, as GraphQL passes them. */
interface PageArguments {
  first?: number | null
  after?: string | null
  last?: number | null
  before?: string | null
}

/** One page to read: `limit` rows from the start or the end, beyond the cursors. */
export interface Page {
  limit: number
  fromEnd: boolean
  after: string[] | null
  before: string[] | null
}

const PAGE_DEFAULT = 25
export const PAGE_MAX = 100

/** Validates a connection's arguments: at most 100 items, in one direction. Throws BAD_USER_INPUT. */
export function pageOf({ first, after, last, before }: PageArguments, cursorParts: number): Page {
  if (first != null && last != null) throw new RequestError('BAD_USER_INPUT', 'Use either `first` or `last`, not both.')
  const limit = first ?? last ?? PAGE_DEFAULT
  if (limit < 0 || limit > PAGE_MAX) {
    throw new RequestError(
      'BAD_USER_INPUT',
      `A page has at most ${PAGE_MAX} entries: \`${last == null ? 'first' : 'last'}\` was ${limit}.`,
    )
  }
  return {
    limit,
    fromEnd: last != null,
    after: after == null ? null : parsePageCursor(after, cursorParts),
    before: before == null ? null : parsePageCursor(before, cursorParts),
  }
}

/** A position in a list: the values of its order. It is not secret. */
export function pageCursor(...parts: string[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

function parsePageCursor(cursor: string, parts: number): string[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (
      Array.isArray(value) &&
      value.length === parts &&
      value.every((part) => typeof part === 'string' && isStorable(part))
    )
      return value
  } catch {
    // Reported below.
  }
  throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
}

/** Turns rows of a page, read with one extra row, into a connection. */
export interface PageResult<T> {
  nodes: T[]
  hasNextPage: boolean
  hasPreviousPage: boolean
}

/** Removes the extra row, puts the rows in list order, and determines whether there are more on either side. */
export function pageResult<T>(rows: T[], page: Page): PageResult<T> {
  const more = rows.length > page.limit
  const nodes = more ? rows.slice(0, page.limit) : rows
  if (page.fromEnd) nodes.reverse()
  return {
    nodes,
    hasNextPage: page.fromEnd ? page.before !== null : more,
    hasPreviousPage: page.fromEnd ? more : page.after !== null,
  }
}
