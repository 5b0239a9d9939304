import { useOnChange } from '../lib/useOnChange.ts'
import { isStaff } from '../lib/roles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useTicketPrivacyQuery, type PrivacyOfTicketFragment } from './privacy.generated.ts'

/**
 * What staff know about a ticket's privacy; undefined for others and until it is known. Every change of the ticket may be one of it: one
 * component of those that show a ticket passes its version, and asks again for all of them, also for its legal hold.
 */
export const useTicketPrivacy = (ticketId: string, version?: number): PrivacyOfTicketFragment | undefined => {
  const { viewer } = useViewer()
  const pause = !isStaff(viewer.role)
  const [{ data }, again] = useTicketPrivacyQuery({
    variables: { ticketId },
    pause,
    requestPolicy: 'cache-and-network',
  })
  useOnChange(version, () => pause || again({ requestPolicy: 'network-only' }))
  return data?.ticket?.id === ticketId ? data.ticket : undefined
}
