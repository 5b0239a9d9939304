import { useTranslations } from 'use-intl'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useDecideChatRequestMutation, type ChatRequestRowFragment } from './requests.generated.ts'

type How = { accept: boolean; fromStart?: boolean; note?: string }

/** Decides a request; if another agent was faster, the error names them. */
export const useDecide = (): {
  isBusy: boolean
  /** Resolves to the updated request; null if the decision failed. */
  decide: (request: ChatRequestRowFragment, how: How) => Promise<ChatRequestRowFragment | null>
} => {
  const t = useTranslations('requests')
  const [{ fetching }, send] = useDecideChatRequestMutation()
  const decide = async (request: ChatRequestRowFragment, { accept, fromStart = false, note }: How) => {
    const { data } = await send({ input: { requestId: request.id, accept, fromStart, note: note || null } })
    if (toastRefusal(data?.decideChatRequest, t('changeFailed'))) return null
    const decided = data!.decideChatRequest.request ?? null
    const { name } = request.requester
    const number = decided?.ticket?.number ?? ''
    toast(accept ? t(request.isLiveChat ? 'chatStarted' : 'accepted', { name, number }) : t('declined', { name }))
    return decided
  }
  return { isBusy: fetching, decide }
}
