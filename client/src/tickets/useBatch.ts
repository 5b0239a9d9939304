import { useTranslations } from 'use-intl'
import { refusalOf } from '../lib/refusal.ts'
import { toast } from '../ui/toasts.tsx'
import { inParts, isChanged, undoOf, type BatchChange } from './batch.ts'
import { useUpdateTicketsMutation, type UpdateTicketsInput, type UpdateTicketsMutation } from './batch.generated.ts'
import { clearSelection, useSelection, watch } from './selection.ts'
import type { TicketRowFragment } from './tickets.generated.ts'

/** Long enough to see what one has done. */
const UNDO_MS = 10_000

type Result = UpdateTicketsMutation['updateTickets']['results'][number]
type Outcome = { done: Map<string, NonNullable<Result['ticket']>>; failed: number; problem: string | undefined }

/** Changes of many tickets at once: what was done is told, and can be undone for ten seconds. */
export const useBatch = () => {
  const t = useTranslations('tickets')
  const [, send] = useUpdateTicketsMutation()

  const run = async (calls: UpdateTicketsInput[]): Promise<Outcome> => {
    const outcome: Outcome = { done: new Map(), failed: 0, problem: undefined }
    for (const input of calls) {
      // One after the other: each holds the locks of up to a hundred tickets.
      // oxlint-disable-next-line no-await-in-loop
      const { data } = await send({ input })
      const results = data?.updateTickets.results ?? []
      const refused = refusalOf(data?.updateTickets, t('changeFailed'))
      if (refused) Object.assign(outcome, { failed: outcome.failed + input.ticketIds.length, problem: refused })
      for (const { ticketId, ticket, errors } of refused ? [] : results) {
        if (ticket && errors.length === 0) outcome.done.set(ticketId, ticket)
        else Object.assign(outcome, { failed: outcome.failed + 1, problem: errors[0]?.message ?? t('changeFailed') })
      }
    }
    return outcome
  }

  const undo = async (before: TicketRowFragment[], done: Outcome['done']) => {
    const { watched } = useSelection.getState()
    const steps = before.map((row) => {
      const after = { ...row, ...done.get(row.id) }
      return { before: row, after, now: watched.get(row.id) ?? after }
    })
    const { calls, conflicts } = undoOf(steps)
    const outcome = await run(calls)
    const kept = conflicts.map((id) => watched.get(id)?.number).filter(Boolean)
    const told = [t('restored', { count: outcome.done.size })]
    if (kept.length > 0) told.push(t('notRestored', { count: kept.length, numbers: kept.slice(0, 3).join(', ') }))
    if (outcome.problem) told.push(t('notChanged', { count: outcome.failed, problem: outcome.problem }))
    toast(told.join(' '), { tone: told.length > 1 ? 'problem' : 'done' })
  }

  return async (rows: TicketRowFragment[], change: BatchChange): Promise<void> => {
    const calls = inParts(rows.map(({ id }) => id)).map((ticketIds) => ({ ...change, ticketIds }))
    clearSelection()
    const { done, failed, problem } = await run(calls)
    const changed = rows.filter((row) => isChanged(row, { ...row, ...done.get(row.id) }))
    watch(changed.map((row) => ({ ...row, ...done.get(row.id) })))
    const told = [t('changed', { count: changed.length })]
    if (problem) told.push(t('notChanged', { count: failed, problem }))
    toast(told.join(' '), {
      tone: problem ? 'problem' : 'done',
      shownMs: UNDO_MS,
      action: changed.length > 0 ? { label: t('undo'), onPress: () => void undo(changed, done) } : undefined,
    })
  }
}
