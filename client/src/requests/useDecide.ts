import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
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
    const problem = data ? data.decideChatRequest.errors[0]?.message : t('changeFailed')
    const { name } = request.requester
    if (problem) toast(problem, { tone: 'problem' })
    else toast(t(accept ? 'accepted' : 'declined', { name }))
    return !problem
  }
  return { isBusy: fetching, decide }
}
