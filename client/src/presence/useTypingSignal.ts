import { useEffect, useMemo } from 'react'
import { useClient } from 'urql'
import { TypingSignal, type TypingAudience } from './typingSignal.ts'

/** The composer's typing signals: to all participants, or to staff while writing a note. */
export const useTypingSignal = (ticketId: string, audience: TypingAudience): TypingSignal => {
  const client = useClient()
  const signal = useMemo(() => new TypingSignal(client, ticketId, audience), [client, ticketId, audience])
  useEffect(() => signal.stop, [signal])
  return signal
}
