import { useEffect, useMemo } from 'react'
import { useClient } from 'urql'
import type { Audience } from './presence.generated.ts'
import { TypingSignal } from './typingSignal.ts'

/** The composer's typing signals, to those who will read the message. */
export const useTypingSignal = (ticketId: string, audience: Audience): TypingSignal => {
  const client = useClient()
  const signal = useMemo(() => new TypingSignal(client, ticketId, audience), [client, ticketId, audience])
  useEffect(() => signal.stop, [signal])
  return signal
}
