import { useTranslations } from 'use-intl'
import { isVisible } from '../lib/visible.ts'
import type { Mode } from '../lib/writingModes.ts'
import { useChange } from '../batches/useChange.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { actionsOf, inputOf, together } from './actions.ts'
import { type MacroFieldsFragment, useMacroTicketQuery } from './macros.generated.ts'
import { usePendingActions } from './pendingActions.ts'
import { type Filled, fill } from './placeholders.ts'

/**
 * Applies a macro in a ticket: inserts its text, while its actions wait for sending. A macro without
 * text applies its actions at once, and can be undone. Null until the ticket is loaded.
 */
export const useMacroUse = (ticketId: string, mode: Mode, isOn: boolean) => {
  const t = useTranslations('macros')
  const { viewer, desk } = useViewer()
  const [actions, setActions] = usePendingActions(ticketId, mode)
  const [{ data }] = useMacroTicketQuery({ variables: { ticketId }, pause: !isOn })
  const setAtOnce = useChange()
  const ticket = data?.ticket

  return (macro: MacroFieldsFragment): Filled | null => {
    if (!ticket) return null
    const wanted = actionsOf(macro, viewer)
    if (!isVisible(macro.body)) {
      void setAtOnce([ticket], inputOf(wanted) ?? {})
      return { text: '', gap: null }
    }
    setActions(together(actions, wanted))
    return fill(macro.body, { requester: ticket.requester, agent: viewer, ticket, desk }, (name) => t(`gaps.${name}`))
  }
}
