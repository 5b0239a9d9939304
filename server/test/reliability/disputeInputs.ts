/** The inputs of the mutations of disputes, for random sequences (sequences.ts). */
export const DISPUTE_INPUTS = {
  escalate: ({ ticketId }: { ticketId: string }, { n }: { n: number }) => ({ ticketId, reason: `Reason ${n}` }),
  requestEvidence: ({ ticketId }: { ticketId: string }, { n, m }: { n: number; m: number }) => ({
    ticketId,
    from: n % 2 === 0 ? 'REQUESTER' : 'SHOP',
    text: `Proof ${m}`,
    dueAt: new Date(Date.now() + 24 * 3_600_000).toISOString(),
  }),
  answerEvidence: () => ({ requestId: 'nothing' }),
  decideCase: ({ ticketId }: { ticketId: string }, { n }: { n: number }) => ({
    ticketId,
    outcome: 'COMPROMISE',
    reason: `Reason ${n}`,
  }),
  appealCase: ({ ticketId }: { ticketId: string }, { n }: { n: number }) => ({ ticketId, reason: `Reason ${n}` }),
}
