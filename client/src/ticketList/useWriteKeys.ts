import { bufferKeysUntilFocus } from '../lib/keyBuffer.ts'
import { isStaff } from '../lib/roles.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { rememberTicket } from '../tickets/knownTickets.ts'
import { currentTarget } from './target.ts'
import type { TicketRowFragment } from '../tickets/tickets.generated.ts'
import { useWriting, type WritingMode } from '../tickets/writing.ts'

type Options = {
  open: TicketRowFragment | null
  openNumber: string | undefined
  onOpen: (number: string) => void
}

/**
 * `r` reply, `n` note, in the target ticket, which is opened if necessary. If several are selected, the open one is
 * used, or the first of them.
 */
export const useWriteKeys = ({ open, openNumber, onOpen }: Options): void => {
  const { viewer } = useViewer()

  const write = (mode: WritingMode) => () => {
    const rows = currentTarget(open)?.rows ?? []
    const meant = rows.length === 1 ? rows[0] : (open ?? rows[0])
    if (!meant && !openNumber) return
    const { composer } = useWriting.getState()
    if (composer && meant && composer.ticketId === meant.id) return composer.write(mode)
    useWriting.setState({ wanted: mode })
    if (meant && meant.number !== openNumber) {
      rememberTicket(meant)
      onOpen(meant.number)
    }
    bufferKeysUntilFocus('field')
  }
  useShortcuts({ r: write('reply'), ...(isStaff(viewer.role) && { n: write('note') }) })
}
