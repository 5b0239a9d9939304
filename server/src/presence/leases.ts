/** What a lease is for: viewing a ticket, typing a reply or a note in it, or being online. */
export type Activity = 'viewing' | 'typing' | 'noting' | 'online'

/** States that a person does something for `ms` milliseconds. 0 ends the lease. */
export interface Lease {
  activity: Activity
  /** Empty for `online`, which does not belong to a ticket. */
  ticketId: string
  userId: string
  isStaff: boolean
  ms: number
}

/** A PostgreSQL notification can have 8,000 bytes; a lease takes at most 100. */
const LEASES_PER_MESSAGE = 70

/** Encodes the leases of one node as broadcast messages. */
export function encodeLeases(node: string, leases: readonly Lease[]): string[] {
  const lines = leases.map(
    ({ activity, ticketId, userId, isStaff, ms }) =>
      `${activity} ${ticketId || '-'} ${userId} ${isStaff ? 's' : 'r'} ${Math.round(ms)}`,
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
    const [activity, ticketId, userId, audience, ms] = line.split(' ') as [Activity, string, string, string, string]
    return { activity, ticketId: ticketId === '-' ? '' : ticketId, userId, isStaff: audience === 's', ms: Number(ms) }
  })
  return { node, leases }
}
