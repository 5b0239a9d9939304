import { useTranslations } from 'use-intl'
import { useViewer } from '../viewer/useViewer.ts'
import { useMacroTarget } from './macroDialogs.ts'
import { useMacroTicketQuery } from './macros.generated.ts'
import { fill } from './placeholders.ts'

/** A macro's text as it would be inserted in the open ticket; without one, the placeholders are named. */
export const useFilledText = (): ((body: string) => string) => {
  const t = useTranslations('macros')
  const { viewer, desk } = useViewer()
  const ticketId = useMacroTarget((state) => state.ticketId)
  const [{ data }] = useMacroTicketQuery({ variables: { ticketId: ticketId ?? '' }, pause: !ticketId })
  const ticket = data?.ticket
  const facts = {
    requester: { name: ticket?.requester.name ?? '' },
    agent: viewer,
    ticket: { number: ticket?.number ?? '', subject: ticket?.subject ?? '' },
    desk,
  }
  return (body) => fill(body, facts, (name) => t(`gaps.${name}`)).text
}
