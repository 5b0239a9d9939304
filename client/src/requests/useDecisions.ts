import type { ChatRequestRowFragment } from './requests.generated.ts'
import { useDecide } from './useDecide.ts'

type Options = { onDecide: () => void; onOpenTicket: (number: string) => void }

/** Accepts and declines requests. An accepted live chat opens its ticket. */
export const useDecisions = ({ onDecide, onOpenTicket }: Options) => {
  const { decide, isBusy } = useDecide()
  return {
    isBusy,
    accept: async (request: ChatRequestRowFragment, fromStart: boolean) => {
      if (!request.viewerCanDecide || isBusy) return
      onDecide()
      const accepted = await decide(request, { accept: true, fromStart })
      if (accepted?.isLiveChat && accepted.ticket) onOpenTicket(accepted.ticket.number)
    },
    decline: (request: ChatRequestRowFragment, note: string) => {
      onDecide()
      void decide(request, { accept: false, note })
    },
  }
}
