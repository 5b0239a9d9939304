import type { TicketSide } from '../generated/prisma/client.ts'
import { readCases, readEvidence } from './reads.ts'

/** The data of a dispute's event, as far as it says where its text is. */
type Step = { side?: TicketSide; requestId?: string; outcome?: string; appealId?: string | null; dueAt?: string }

/** The key of the text of one step in a dispute: its ticket, what it is, and the row that has the text. */
export function stepKey(ticketId: string, data: Step): string | null {
  if (data.dueAt) return null
  if (data.requestId) return `${ticketId} evidence ${data.requestId}`
  if (data.outcome) return `${ticketId} decision ${data.appealId ?? ''}`
  return data.appealId ? `${ticketId} appeal ${data.appealId}` : `${ticketId} case `
}

/** The texts with these keys: reasons and requests, as far as the viewer may see them. */
export async function readStepTexts(keys: readonly string[]): Promise<(string | null)[]> {
  const steps = keys.map((key) => key.split(' ') as [ticketId: string, what: string, id: string])
  const ids = [...new Set(steps.map(([ticketId]) => ticketId))]
  const asks = steps.some(([, what]) => what === 'evidence')
  const cases = new Map((await readCases(ids)).map((row, at) => [ids[at]!, row]))
  const evidence = asks ? (await readEvidence(ids)).flat() : []
  return steps.map(([ticketId, what, id]) => {
    const row = cases.get(ticketId)
    const appeal = row?.appeals.find((one) => one.id === id)
    if (what === 'evidence') return evidence.find((one) => one.id === id)?.text ?? null
    if (what === 'appeal') return appeal?.reason ?? null
    if (what === 'decision') return (id ? appeal?.decisionReason : row?.decisionReason) ?? null
    return row?.reason ?? null
  })
}
