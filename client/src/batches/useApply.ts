import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { refusalOf } from '../lib/refusal.ts'
import { useOnline } from '../lib/useOnline.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useUpdateTicketsMutation, type UpdateTicketsInput, type UpdateTicketsMutation } from './batch.generated.ts'
import { useSetPriorityMutation, useSetStatusMutation, useUpdateTagsMutation } from '../tickets/tickets.generated.ts'

type Result = UpdateTicketsMutation['updateTickets']['results'][number]
type UpdateResults = { results: Result[]; refused?: string }

/** The result of a change: the changed tickets, the number of failures, and the reason. */
export type Outcome = { done: Map<string, NonNullable<Result['ticket']>>; failed: number; problem: string | undefined }

/** Changes tickets: staff many in one call, everyone else their own one by one. */
export const useApply = (): ((calls: UpdateTicketsInput[]) => Promise<Outcome>) => {
  const t = useTranslations('tickets')
  const say = useTranslations('dashboards')
  const isOnline = useOnline()
  const { viewer } = useViewer()
  const [, sendMany] = useUpdateTicketsMutation()
  const sendOne = useSendOne()

  const answersTo = async (input: UpdateTicketsInput): Promise<UpdateResults> => {
    // It does not wait for the network: without the versions of the tickets it would overwrite what others do meanwhile.
    if (!isOnline) return { results: [], refused: say('needsNetwork') }
    if (!isStaff(viewer.role)) return { results: await Promise.all(input.ticketIds.map((id) => sendOne(id, input))) }
    const { data } = await sendMany({ input })
    return { results: data?.updateTickets.results ?? [], refused: refusalOf(data?.updateTickets, t('changeFailed')) }
  }

  return async (calls) => {
    const outcome: Outcome = { done: new Map(), failed: 0, problem: undefined }
    for (const input of calls) {
      // One after the other: each holds the locks of up to a hundred tickets.
      const { results, refused } = await answersTo(input)
      if (refused) Object.assign(outcome, { failed: outcome.failed + input.ticketIds.length, problem: refused })
      for (const { ticketId, ticket, errors } of refused ? [] : results) {
        if (ticket && errors.length === 0) outcome.done.set(ticketId, ticket)
        else Object.assign(outcome, { failed: outcome.failed + 1, problem: errors[0]?.message ?? t('changeFailed') })
      }
    }
    return outcome
  }
}

/** A requester's own ticket: one mutation per changed field. */
const useSendOne = () => {
  const [, sendStatus] = useSetStatusMutation()
  const [, sendPriority] = useSetPriorityMutation()
  const [, sendTags] = useUpdateTagsMutation()
  return async (ticketId: string, change: UpdateTicketsInput): Promise<Result> => {
    const { status, priority, addTags, removeTags } = change
    const payload = status
      ? (await sendStatus({ input: { ticketId, status } })).data?.setStatus
      : priority
        ? (await sendPriority({ input: { ticketId, priority } })).data?.setPriority
        : (await sendTags({ input: { ticketId, add: addTags, remove: removeTags } })).data?.updateTags
    return { ticketId, ticket: payload?.ticket ?? null, errors: payload?.errors ?? [] }
  }
}
