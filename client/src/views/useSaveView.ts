import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import type { Payload } from '../lib/refusal.ts'
import { toastRefusal } from '../ui/toasts.tsx'
import {
  SavedViewsDocument,
  useDeleteViewMutation,
  useSaveViewMutation,
  type SaveViewInput,
} from './views.generated.ts'
import type { SavedView } from './savedViews.ts'

/** Saves, renames and deletes views; errors are shown as toasts. */
export const useSaveView = () => {
  const t = useTranslations('tickets')
  const client = useClient()
  const [, send] = useSaveViewMutation()
  const [, sendDelete] = useDeleteViewMutation()

  const listAgain = () => void client.query(SavedViewsDocument, {}, { requestPolicy: 'network-only' }).toPromise()
  const isDone = (payload: Payload): boolean => {
    if (toastRefusal(payload, t('changeFailed'))) return false
    listAgain()
    return true
  }
  return {
    save: async (input: SaveViewInput): Promise<SavedView | null> => {
      const { data } = await send({ input })
      return isDone(data?.saveView) ? (data?.saveView.view ?? null) : null
    },
    remove: async (viewId: string): Promise<boolean> => {
      const { data } = await sendDelete({ input: { viewId } })
      return isDone(data?.deleteView)
    },
  }
}
