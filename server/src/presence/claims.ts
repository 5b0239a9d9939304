/** What somebody says they are doing: looking at a ticket, typing a reply or a note in it, being here at all. */
export type Doing = 'viewing' | 'typing' | 'noting' | 'online'

/** "This person does this, for so long": a lease. With 0 milliseconds it ends. */
export interface Claim {
  doing: Doing
  /** Empty for `online`, which is about no ticket. */
  ticketId: string
  userId: string
  isStaff: boolean
  ms: number
}

/** PostgreSQL carries 8,000 bytes a notification; a claim takes a hundred at most. */
const CLAIMS_PER_WORD = 70

/** Claims of one node as texts that each fit a passing word. */
export function wordsOf(node: string, claims: readonly Claim[]): string[] {
  const lines = claims.map(
    ({ doing, ticketId, userId, isStaff, ms }) =>
      `${doing} ${ticketId || '-'} ${userId} ${isStaff ? 's' : 'r'} ${Math.round(ms)}`,
  )
  const words = []
  for (let at = 0; at < lines.length; at += CLAIMS_PER_WORD)
    words.push([node, ...lines.slice(at, at + CLAIMS_PER_WORD)].join('\n'))
  return words
}

/** Reads what `wordsOf` has written. */
export function claimsIn(word: string): { node: string; claims: Claim[] } {
  const [node = '', ...lines] = word.split('\n')
  const claims = lines.map((line) => {
    const [doing, ticketId, userId, side, ms] = line.split(' ') as [Doing, string, string, string, string]
    return { doing, ticketId: ticketId === '-' ? '' : ticketId, userId, isStaff: side === 's', ms: Number(ms) }
  })
  return { node, claims }
}
