import { useState } from 'react'
import type { MessageEntry } from './sources.ts'
import { useNewReplies } from './useNewReplies.ts'
import type { AlsoDo } from './useSendAlso.ts'

/** The question before sending, whether it should be sent although others have written: about which messages. */
export const useQuestion = (ticketId: string, text: string, seen: number) => {
  const newReplies = useNewReplies(ticketId, text, seen)
  // It stays open even if its messages are read in the meantime.
  const [asked, setAsked] = useState<readonly MessageEntry[]>([])
  const [meant, setMeant] = useState<AlsoDo | undefined>()
  return {
    asked,
    /** What was to be done with the sending. */
    meant,
    /** Asks, if there is a reason to and it has not. Returns whether it does. */
    asks: (alsoDo: AlsoDo | undefined): boolean => {
      setMeant(alsoDo)
      if (newReplies.length === 0 || asked.length > 0) return false
      setAsked(newReplies)
      return true
    },
    close: () => setAsked([]),
  }
}
