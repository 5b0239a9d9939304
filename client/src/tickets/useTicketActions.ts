import { useTranslations } from 'use-intl'
import { toast } from '../ui/toasts.tsx'
import { beginChange } from '../ui/undo.ts'
import {
  useSetPriorityMutation,
  useSetStatusMutation,
  useSetTypeMutation,
  useStarMutation,
  useUpdateTagsMutation,
  type ChangedTicketFragment,
  type ProblemFragment,
  type TicketPriority,
  type TicketRowFragment,
  type TicketStatus,
  type TicketType,
} from './tickets.generated.ts'

type Ticket = Pick<TicketRowFragment, 'id' | 'number' | 'version' | 'status' | 'priority' | 'isStarred'>
type Payload = { ticket: Partial<ChangedTicketFragment> | null; errors: ProblemFragment[] } | undefined

/** How long a conflict is shown: it says which value won, and offers to apply one's own again. */
const CONFLICT_MS = 20_000

/** The viewer's actions on a ticket: applied optimistically, and reverted with a toast if the server rejects them. */
export const useTicketActions = (ticket: Ticket) => {
  const t = useTranslations('tickets')
  const say = useTranslations('dashboards')
  const [, sendStatus] = useSetStatusMutation()
  const [, sendPriority] = useSetPriorityMutation()
  const [, sendType] = useSetTypeMutation()
  const [, sendTags] = useUpdateTagsMutation()
  const [, sendStar] = useStarMutation()
  const target = { ticketId: ticket.id }

  /** Resolves to true on success. `again` makes the change whatever others have changed since. */
  const settle = (payload: Payload, again?: () => void): boolean => {
    const problem = payload?.errors[0]
    if (payload && !problem) return true
    const now = payload?.ticket
    const isConflict = problem?.code === 'CONFLICT' && now?.status && now.priority
    const text = isConflict ? conflictText(now.status!, now.priority!) : (problem?.message ?? t('changeFailed'))
    const action = isConflict && again ? { label: say('applyAgain'), onPress: again } : undefined
    toast(text, { tone: 'problem', action, ...(action && { shownMs: CONFLICT_MS }) })
    return false
  }

  /** If status and priority are as shown, the conflict is a message that the viewer has not seen. */
  const conflictText = (status: TicketStatus, priority: TicketPriority): string =>
    status === ticket.status && priority === ticket.priority
      ? t('conflictMessage', { number: ticket.number })
      : t('conflict', { status: t(`status.${status}`), priority: t(`priority.${priority}`) })

  const setStatus = async (status: TicketStatus, expectedVersion: number | null = ticket.version): Promise<boolean> => {
    const { data } = await sendStatus({ input: { ...target, status, expectedVersion } })
    return settle(data?.setStatus, () => void setStatus(status, null))
  }

  const setPriority = async (priority: TicketPriority, expectedVersion: number | null): Promise<void> => {
    const { data } = await sendPriority({ input: { ...target, priority, expectedVersion } })
    settle(data?.setPriority, () => void setPriority(priority, null))
  }

  /** Undo is refused once somebody else has changed the ticket, or written in it: the conflict says so. */
  const setStatusUndoably = async (status: TicketStatus, textOf: () => string): Promise<void> => {
    const before = ticket.status
    const begun = beginChange()
    const { data } = await sendStatus({ input: { ...target, status, expectedVersion: ticket.version } })
    if (!settle(data?.setStatus)) return begun.failed()
    const after = data?.setStatus.ticket?.version ?? null
    begun.done(textOf(), t('undo'), () => void setStatus(before, after))
  }

  return {
    setStatus,
    close: () => setStatusUndoably('CLOSED', () => t('closed', { number: ticket.number })),
    resolve: () => setStatusUndoably('RESOLVED', () => t('didStatus.RESOLVED', { tickets: ticket.number })),
    reopen: async () => {
      if (await setStatus('OPEN')) toast(t('reopened', { number: ticket.number }))
    },
    setPriority: (priority: TicketPriority) => setPriority(priority, ticket.version),
    setType: async (type: TicketType) => {
      const { data } = await sendType({ input: { ...target, type } })
      settle(data?.setType)
    },
    addTag: async (tag: string) => {
      const { data } = await sendTags({ input: { ...target, add: [tag] } })
      settle(data?.updateTags)
    },
    removeTag: async (tag: string) => {
      const { data } = await sendTags({ input: { ...target, remove: [tag] } })
      settle(data?.updateTags)
    },
    toggleStar: async () => {
      const { data } = await sendStar({ input: { ...target, starred: !ticket.isStarred } })
      settle(data?.star as Payload)
    },
  }
}

/** Whether a ticket is resolved or closed. */
export const isDone = (status: TicketStatus): boolean => status === 'RESOLVED' || status === 'CLOSED'
