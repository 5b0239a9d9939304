import { SessionCard } from './SessionCard.tsx'
import { useTicketSessionsQuery, type SessionFieldsFragment } from './sessions.generated.ts'

/** The card of a session in the conversation, as the session is now: the log has it as it was when it was loaded. */
export const ThreadSession = ({ ticketId, logged }: { ticketId: string; logged: SessionFieldsFragment }) => {
  const [{ data }] = useTicketSessionsQuery({ variables: { ticketId } })
  const current = data?.ticket?.sessions.find(({ id }) => id === logged.id)
  return <SessionCard session={current ?? logged} ticketId={ticketId} className="mx-auto my-2 max-w-120" />
}
