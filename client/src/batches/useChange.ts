import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import { beginChange } from '../ui/undo.ts'
import { inParts, isChanged, undoOf, type BatchChange, type BatchFacts } from './batch.ts'
import { TicketNowDocument, type TicketNowQuery, type TicketNowQueryVariables } from './batch.generated.ts'
import { clearSelection } from './selection.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useApply, type Outcome } from './useApply.ts'
import { useChangeText, useNumbers } from '../tickets/useChangeText.ts'

/** How many tickets are read at once before an undo. */
const READ_AT_ONCE = 20

type Rows = readonly TicketRowFragment[]

/**
 * Changes one or more tickets and shows a toast with undo. Undo keeps what others have changed since: each ticket is
 * read again first.
 */
export const useChange = () => {
  const t = useTranslations('tickets')
  const apply = useApply()
  const readNow = useTicketsNow()
  const textOf = useChangeText()
  const numbersOf = useNumbers()

  const undo = async (before: Rows, done: Outcome['done']) => {
    const now = await readNow(before.map(({ id }) => id))
    const steps = before.map((row) => ({ before: row, after: { ...row, ...done.get(row.id) }, now: now.get(row.id) }))
    const { calls, conflicts } = undoOf(steps.flatMap((step) => (step.now ? [{ ...step, now: step.now }] : [])))
    const outcome = await apply(calls)
    const restored = before.filter(({ id }) => outcome.done.has(id))
    const kept = before.filter(({ id }) => conflicts.includes(id) || !now.get(id))
    const sentences = restored.length > 0 ? [t('undone', { tickets: numbersOf(restored) })] : []
    if (kept.length > 0) sentences.push(t('notUndone', { tickets: numbersOf(kept) }))
    if (outcome.problem) sentences.push(t('notChanged', { count: outcome.failed, problem: outcome.problem }))
    toast(sentences.join(' '), { tone: kept.length > 0 || outcome.problem ? 'problem' : 'done' })
  }

  /** `name` is the new assignee's. */
  return async (rows: Rows, change: BatchChange, name?: string): Promise<void> => {
    const calls = inParts(rows.map(({ id }) => id)).map((ticketIds) => ({ ...change, ticketIds }))
    clearSelection()
    const begun = beginChange()
    const { done, failed, problem } = await apply(calls)
    const changed = rows.filter((row) => isChanged(row, { ...row, ...done.get(row.id) }))
    const sentences = changed.length > 0 ? [textOf(change, numbersOf(changed), name)] : []
    if (problem) sentences.push(t('notChanged', { count: failed, problem }))
    if (sentences.length === 0) sentences.push(t('unchanged', { tickets: numbersOf(rows) }))
    const tone = problem ? 'problem' : 'done'
    if (changed.length > 0) return begun.done(sentences.join(' '), t('undo'), () => void undo(changed, done), { tone })
    begun.failed()
    toast(sentences.join(' '), { tone })
  }
}

/** Reads the present state of tickets from the server, without those that cannot be read. */
const useTicketsNow = () => {
  const client = useClient()
  const read = async (id: string) => {
    const { data } = await client
      .query<TicketNowQuery, TicketNowQueryVariables>(TicketNowDocument, { id }, { requestPolicy: 'network-only' })
      .toPromise()
    return data?.ticket
  }
  return async (ids: readonly string[]): Promise<Map<string, BatchFacts>> => {
    const found = new Map<string, BatchFacts>()
    for (let at = 0; at < ids.length; at += READ_AT_ONCE) {
      // A few at a time: the server has others to answer.
      for (const ticket of await Promise.all(ids.slice(at, at + READ_AT_ONCE).map(read)))
        if (ticket) found.set(ticket.id, ticket)
    }
    return found
  }
}
