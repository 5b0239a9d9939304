import type { Side } from '../log/audienceScope.ts'

/** What a lease is for: viewing a ticket, typing in it to everyone, a note, or to one side, or being online. */
export type Activity = 'viewing' | 'typing' | 'noting' | 'typing_requester' | 'typing_shop' | 'online'

/** Each side as one letter. */
const LETTERS: Record<Side, string> = { staff: 's', requester: 'r', shop: 'h' }
const SIDES = new Map(Object.entries(LETTERS).map(([side, letter]) => [letter, side as Side]))

/** States that a person does something for `ms` milliseconds. 0 ends the lease. */
export interface Lease {
  activity: Activity
  /** Empty for `online`, which does not belong to a ticket. */
  ticketId: string
  userId: string
  side: Side
  ms: number
}

/** A PostgreSQL notification can have 8,000 bytes; a lease takes at most 100. */
const LEASES_PER_MESSAGE = 70

/** Encodes the leases of one node as broadcast messages. */
export function encodeLeases(node: string, leases: readonly Lease[]): string[] {
  const lines = leases.map(
    ({ activity, ticketId, userId, side, ms }) =>
      `${activity} ${ticketId || '-'} ${userId} ${LETTERS[side]} ${Math.round(ms)}`,
  )
  const messages = []
  for (let at = 0; at < lines.length; at += LEASES_PER_MESSAGE)
    messages.push([node, ...lines.slice(at, at + LEASES_PER_MESSAGE)].join('\n'))
  return messages
}

/** Reads a message written by `encodeLeases`. */
export function decodeLeases(message: string): { node: string; leases: Lease[] } {
  const [node = '', ...lines] = message.split('\n')
  const leases = lines.map((line) => {
    const [activity, ticketId, userId, letter, ms] = line.split(' ') as [Activity, string, string, string, string]
    const side = SIDES.get(letter) ?? 'requester'
    return { activity, ticketId: ticketId === '-' ? '' : ticketId, userId, side, ms: Number(ms) }
  })
  return { node, leases }
}
