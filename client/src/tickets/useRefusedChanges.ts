import { useEffect } from 'react'
import { useClient } from 'urql'
import { useTranslations } from 'use-intl'
import { useWaiting, type Refused } from '../graphql/waiting.ts'
import { toast } from '../ui/toasts.tsx'
import type { TicketPriority, TicketStatus } from './tickets.generated.ts'

/** As long as a person needs to read which value won, and to decide. */
const SHOWN_MS = 20_000

type Now = { number?: string; status?: TicketStatus; priority?: TicketPriority }

/** Shows what the server refused of changes that were restored after a reload; a conflict can be applied again. */
export const useRefusedChanges = (): void => {
  const t = useTranslations('tickets')
  const say = useTranslations('dashboards')
  const client = useClient()
  const refused = useWaiting((state) => state.refused)

  useEffect(() => {
    if (refused.length === 0) return
    useWaiting.setState({ refused: [] })
    const textOf = ({ payload }: Refused): string => {
      const problem = payload?.errors?.[0]
      const { status, priority } = (payload?.ticket ?? {}) as Now
      if (problem?.code === 'CONFLICT' && status && priority)
        return t('conflict', { status: t(`status.${status}`), priority: t(`priority.${priority}`) })
      return say('notSent', { problem: problem?.message ?? t('changeFailed') })
    }
    const again = ({ document, variables }: Refused) => {
      const input = { ...(variables.input as object), expectedVersion: null }
      void client.mutation(document, { input }).toPromise()
    }
    for (const one of refused) {
      const isConflict =
        one.payload?.errors?.[0]?.code === 'CONFLICT' && 'expectedVersion' in (one.variables.input as object)
      const action = isConflict ? { label: say('applyAgain'), onPress: () => again(one) } : undefined
      toast(textOf(one), { tone: 'problem', action, shownMs: SHOWN_MS })
    }
  }, [refused, client, t, say])
}
