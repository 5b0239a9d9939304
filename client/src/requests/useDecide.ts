import { useTranslations } from 'use-intl'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useDecideChatRequestMutation, type ChatRequestRowFragment } from './requests.generated.ts'

type How = { accept: boolean; fromStart?: boolean; note?: string }

/** Deciding a request; whoever was slower reads who was faster. */
export const useDecide = (): {
  isBusy: boolean
  decide: (request: ChatRequestRowFragment, how: How) => Promise<boolean>
} => {
  const t = useTranslations('requests')
  const [{ fetching }, send] = useDecideChatRequestMutation()
  const decide = async (request: ChatRequestRowFragment, { accept, fromStart = false, note }: How) => {
    const { data } = await send({ input: { requestId: request.id, accept, fromStart, note: note || null } })
    if (toastRefusal(data?.decideChatRequest, t('changeFailed'))) return false
    toast(t(accept ? 'accepted' : 'declined', { name: request.requester.name }))
    return true
  }
  return { isBusy: fetching, decide }
}
