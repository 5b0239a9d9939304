import { useTranslations } from 'use-intl'
import { create } from 'zustand'
import { uuid } from '../lib/uuid.ts'
import { toastRefusal } from '../ui/toasts.tsx'
import type { BatchChange } from './batch.ts'
import { useStartBatchMutation } from './batch.generated.ts'
import { clearSelection } from './selection.ts'
import type { TicketFilter } from './tickets.generated.ts'

/** The job that is being followed: a change of every ticket that matched. */
export const useBatchJob = create<{ jobId?: string; changes?: BatchChange }>(() => ({}))

/** Changing every ticket that matches, loaded or not: a job on the server. */
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
