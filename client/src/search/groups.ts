import { rowKeys } from '../lib/rowKeys.ts'
import { cutAfter } from './excerptParts.ts'
import type { FoundTicketFragment, HitFragment } from './search.generated.ts'

type IndexedHit = { hit: HitFragment; index: number }

/** The hits of one ticket that follow each other. */
export type TicketHits = {
  key: string
  ticket: FoundTicketFragment
  /** The hit in the ticket itself, which the heading shows: the subject with its marks, and what else matched. */
  title: (IndexedHit & { subject: string; rest: string }) | undefined
  others: IndexedHit[]
}

/** The subject and the rest of an excerpt that begins with the subject; only hits of no message do. */
export const subjectIn = ({ message, excerpt, ticket }: HitFragment) =>
  message ? undefined : cutAfter(excerpt, ticket.subject)

/** The id of what a hit is in: its message, or the ticket itself. */
export const hitId = ({ message, ticket }: HitFragment): string => message?.id ?? ticket.id

/** Groups hits by ticket. Indexes count the hits in the order in which they are shown. */
export const groupHits = (hits: readonly HitFragment[]): TicketHits[] => {
  const groups: HitFragment[][] = []
  for (const hit of hits) {
    const last = groups.at(-1)
    if (last?.[0]!.ticket.id === hit.ticket.id) last.push(hit)
    else groups.push([hit])
  }
  let index = 0
  const keyOf = rowKeys()
  return groups.map((group, at) => {
    const key = keyOf(group[0]!.ticket.id, at)
    const first = group.find(subjectIn)
    const cut = first && subjectIn(first)
    const title = cut && { hit: first, index: index++, subject: cut.head, rest: cut.rest }
    const others = group.filter((hit) => hit !== first).map((hit) => ({ hit, index: index++ }))
    return { key, ticket: group[0]!.ticket, title, others }
  })
}

/** The hits in the order in which they are shown. */
export const inOrder = (groups: readonly TicketHits[]): HitFragment[] =>
  groups.flatMap(({ title, others }) => [...(title ? [title] : []), ...others]).map(({ hit }) => hit)
