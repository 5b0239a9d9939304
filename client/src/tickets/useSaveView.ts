import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import {
  SavedViewsDocument,
  useDeleteViewMutation,
  useSaveViewMutation,
  type SaveViewInput,
} from './views.generated.ts'
import type { SavedView } from './savedViews.ts'

/** Keeping views, and letting go of them; what goes wrong is said. */
export const useSaveView = () => {
  const t = useTranslations('tickets')
  const client = useClient()
  const [, send] = useSaveViewMutation()
  const [, sendDelete] = useDeleteViewMutation()

  const listAgain = () => void client.query(SavedViewsDocument, {}, { requestPolicy: 'network-only' }).toPromise()
  const told = (problem: string | undefined): boolean => {
    if (problem) toast(problem, { tone: 'problem' })
    else listAgain()
    return !problem
  }
  return {
    save: async (input: SaveViewInput): Promise<SavedView | null> => {
      const { data } = await send({ input })
      return told(data ? data.saveView.errors[0]?.message : t('changeFailed')) ? (data?.saveView.view ?? null) : null
    },
    remove: async (viewId: string): Promise<boolean> => {
      const { data } = await sendDelete({ input: { viewId } })
      return told(data ? data.deleteView.errors[0]?.message : t('changeFailed'))
    },
  }
}
