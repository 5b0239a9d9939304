import { plainText } from './excerptParts.ts'
import type { FoundTicketFragment, HitFragment } from './search.generated.ts'

type IndexedHit = { hit: HitFragment; index: number }

/** The hits of one ticket that follow each other. */
export type TicketHits = {
  key: string
  ticket: FoundTicketFragment
  /** The hit in the subject, which the heading shows. */
  title: IndexedHit | undefined
  others: IndexedHit[]
}

const isInSubject = ({ message, excerpt, ticket }: HitFragment): boolean =>
  message === null && plainText(excerpt) === ticket.subject

/** Groups hits by ticket. Indexes count the hits in the order in which they are shown. */
export const groupHits = (hits: readonly HitFragment[]): TicketHits[] => {
  const groups: HitFragment[][] = []
  for (const hit of hits) {
    const last = groups.at(-1)
    if (last?.[0]!.ticket.id === hit.ticket.id) last.push(hit)
    else groups.push([hit])
  }
  let index = 0
  return groups.map((group) => {
    const key = `${group[0]!.ticket.id}-${index}`
    const inSubject = group.find(isInSubject)
    const title = inSubject && { hit: inSubject, index: index++ }
    const others = group.filter((hit) => hit !== inSubject).map((hit) => ({ hit, index: index++ }))
    return { key, ticket: group[0]!.ticket, title, others }
  })
}

/** The hits in the order in which they are shown. */
export const inOrder = (groups: readonly TicketHits[]): HitFragment[] =>
  groups.flatMap(({ title, others }) => [...(title ? [title] : []), ...others]).map(({ hit }) => hit)
