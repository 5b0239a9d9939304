import { type AudienceScope, audienceScopeOf } from '../log/audienceScope.ts'
import type { MessageRow } from '../log/message.ts'
import { isRestricted } from '../live/log.ts'
import { currentOperation } from '../platform/database/operation.ts'
import type { Page, PageResult } from '../platform/page.ts'
import { excerptOf } from './excerpt.ts'
import { type HitRow, readHits, type Search } from './hits.ts'
import { type ParsedQuery, parseQuery } from './parseQuery.ts'
import { type Position, positionOf, type Window } from './position.ts'
import { endSearch, findNamed, isRare, prepareTerms, type Words, wordsOf } from './prepare.ts'
import { withTypos } from './typos.ts'

/** A hit: a ticket, and the message in it that matched. */
export interface Hit {
  position: Position
  ticketId: string
  /** Null if the subject, the number, a tag, a person or the private notes matched. */
  message: MessageRow | null
  excerpt: string
}

interface Prepared extends ParsedQuery {
  terms: Awaited<ReturnType<typeof prepareTerms>>
  words: Words
  scope: AudienceScope
  /** Staff who do not see all tickets: the index of words is asked past their policies (prisma/sql/90_private.sql). */
  isRestricted: boolean
}

/** With fewer hits, words with typing errors are searched for too. */
const FEW = 3

/** A page of the hits of a query, as docs/search.md describes it. Throws BAD_USER_INPUT. */
export async function search(query: string, page: Page): Promise<PageResult<Hit>> {
  const parsed = parseQuery(query)
  const after = page.after && positionOf(page.after)
  if (parsed.alternatives.length + parsed.filters.length === 0) return NOTHING
  const scope = audienceScopeOf(currentOperation().identity)
  const restricted = scope.name === 'staff' && (await isRestricted())
  // For staff, the best plan of a filter depends on its values, and that of a later page on how far its hits are apart.
  const terms = await prepareTerms(
    parsed,
    scope.name === 'staff' && (parsed.filters.length > 0 || after !== null),
    scope.name === 'staff' && !restricted,
  )
  const words = wordsOf(terms)
  if (words.wanted === null && parsed.filters.length === 0) return NOTHING
  const found = await searchWords({ ...parsed, terms, words, scope, isRestricted: restricted }, after, page)
  await endSearch()
  return found
}

/** The hits, and if they are few, those with a typing error in the text or in a name. */
async function searchWords(
  { terms, words, filters, scope, isRestricted: restricted }: Prepared,
  after: Position | null,
  page: Page,
): Promise<PageResult<Hit>> {
  const run = async (mode: Position['mode'], alternatives: typeof terms, all: Words) => {
    const named = await findNamed(alternatives, scope, mode)
    const isTypos = mode === 'typos'
    const wanted = {
      found: isTypos ? words.wanted : null,
      isRare: !isTypos && isRare(terms),
      named,
      filters,
      scope,
      isRestricted: restricted,
    }
    return readPage({ ...all, ...wanted }, all, mode, after, page)
  }
  const exact = after?.mode === 'typos' ? null : await run('exact', terms, words)
  if (exact && (after || exact.nodes.length >= Math.min(FEW, page.limit))) return exact
  const changed = await withTypos(terms, restricted)
  if (!changed) return exact ?? NOTHING
  const near = await run('typos', changed, wordsOf(changed))
  return exact ? together(exact.nodes, near, page.limit) : near
}

/** The hits of the words as they were typed, which are few, and then those with a typing error. */
function together(exact: Hit[], near: PageResult<Hit>, limit: number): PageResult<Hit> {
  const ids = new Set(exact.map(({ position }) => position.key.id))
  const nodes = [...exact, ...near.nodes.filter(({ position }) => !ids.has(position.key.id))]
  return { ...near, nodes: nodes.slice(0, limit), hasNextPage: near.hasNextPage || nodes.length > limit }
}

const NOTHING: PageResult<Hit> = { nodes: [], hasNextPage: false, hasPreviousPage: false }

async function readPage(
  wanted: Search,
  words: Words,
  mode: Position['mode'],
  after: Position | null,
  page: Page,
): Promise<PageResult<Hit>> {
  const nodes: Hit[] = []
  let from: Parameters<typeof readHits>[1] = { window: after?.window ?? null, below: null, after: after?.key ?? null }
  for (;;) {
    const missing = page.limit + 1 - nodes.length
    const { window, isPartial, hits } = await readHits(wanted, from, missing)
    // Below a window that is read again there may always be more.
    const below: Window | null = from.window ?? window
    if (below) nodes.push(...hits.map((hit) => hitOf(hit, below, mode, words)))
    if (nodes.length > page.limit || !below || !(isPartial || from.window)) break
    from = { window: null, below, after: null }
  }
  const hasNextPage = nodes.length > page.limit
  return { nodes: nodes.slice(0, page.limit), hasNextPage, hasPreviousPage: after !== null }
}

function hitOf({ key, ticketId, message, texts }: HitRow, window: Window, mode: Position['mode'], words: Words): Hit {
  return { position: { window, key, mode }, ticketId, message, excerpt: excerptOf(texts, words) }
}
