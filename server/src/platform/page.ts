import { isStorable } from './text.ts'
import { RequestError } from './userError.ts'

/** What a connection field is asked for, as GraphQL hands it over. */
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

/** Checks a connection's arguments: at most 100 a page, from one side. Throws BAD_USER_INPUT. */
export function pageOf({ first, after, last, before }: PageArguments, cursorParts: number): Page {
  if (first != null && last != null)
    throw new RequestError('BAD_USER_INPUT', 'Ask for `first` or for `last`, not for both.')
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

/** A position in a list: what it is ordered by. Not a secret, and of no use to anyone else. */
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
    // Told below.
  }
  throw new RequestError('BAD_USER_INPUT', 'The page cursor belongs to another list.')
}

/** Rows of a page, read with one more than asked for, as a connection. */
export interface PageResult<T> {
  nodes: T[]
  hasNextPage: boolean
  hasPreviousPage: boolean
}

/** Cuts the extra row off, puts the rows in list order, and says whether there is more on either side. */
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
