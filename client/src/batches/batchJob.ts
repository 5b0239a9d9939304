import { useTranslations } from 'use-intl'
import { create } from 'zustand'
import { uuid } from '../lib/uuid.ts'
import { toastRefusal } from '../ui/toasts.tsx'
import type { BatchChange } from './batch.ts'
import { useStartBatchMutation } from './batch.generated.ts'
import { clearSelection } from './selection.ts'
import type { TicketFilter } from '../tickets/tickets.generated.ts'

/** The running bulk edit job: a change of every matching ticket. */
export const useBatchJob = create<{ jobId?: string; changes?: BatchChange }>(() => ({}))

/** Changes every matching ticket, loaded or not, in a job on the server. */
export const useMatching = (filter: TicketFilter, total: number) => {
  const t = useTranslations('tickets')
  const [, start] = useStartBatchMutation()
  return {
    isAll: (selected: number): boolean => selected >= total,
    apply: async (changes: BatchChange): Promise<void> => {
      clearSelection()
      const { data } = await start({ input: { clientId: uuid(), filter, changes } })
      if (toastRefusal(data?.startBatch, t('changeFailed'))) return
      useBatchJob.setState({ jobId: data!.startBatch.job!.id, changes })
    },
  }
}
