import { create } from 'zustand'
import { afterPaint } from '../lib/afterPaint.ts'
import { bufferKeysWhile } from '../lib/keyBuffer.ts'
import { useStable } from '../lib/useStable.ts'
import { useSearchNavigation, useTicketSearch } from '../views/useTicketSearch.ts'

type Opening = { ticket: string; message: string | undefined }

/** The ticket that has been chosen, until the address has it. */
const useOpening = create<{ opening: Opening | null }>(() => ({ opening: null }))

/**
 * Opens a ticket of this page; undefined closes the open one. Its row is painted as the open one first, as its conversation
 * takes several times as long. Keys that are pressed in the meantime are for the chosen ticket; of several only the last opens.
 */
export const useOpenTicketOnPage = (): ((ticket: string | undefined, message?: string) => void) => {
  const navigate = useSearchNavigation()
  return useStable((ticket, message) => {
    const opening = ticket ? { ticket, message } : null
    useOpening.setState({ opening })
    const isLast = () => useOpening.getState().opening === opening
    const open = async () => {
      if (ticket) await afterPaint()
      if (!isLast()) return
      await navigate({ ticket, message })
      if (isLast()) useOpening.setState({ opening: null })
    }
    bufferKeysWhile(open())
  })
}

/** The ticket and message that lists show as open. */
export const useMarkedTicket = (): { ticket?: string; message?: string } => {
  const [{ ticket, message }] = useTicketSearch()
  return useOpening(({ opening }) => opening) ?? { ticket, message }
}
