import { useFormatter, useTranslations } from 'use-intl'
import { listOf } from '../lib/locale.ts'
import type { BatchChange } from '../batches/batch.ts'
import { useTeamTitle } from '../ui/teamTitles.ts'

/** How many tickets are named individually. */
const NAMED = 3

type Numbered = { number: string }

/** Names tickets by their numbers: "TC-0001 and TC-0002", "TC-0001, TC-0002, TC-0003 and 4 more". */
export const useNumbers = () => {
  const t = useTranslations('tickets')
  const format = useFormatter()
  return (rows: readonly Numbered[]): string => {
    const more = rows.length - NAMED
    const numbers = rows.slice(0, NAMED).map(({ number }) => number)
    return format.list(more > 0 ? [...numbers, t('moreTickets', { count: more })] : numbers)
  }
}

/** Describes what was changed, and for which tickets. */
export const useChangeText = () => {
  const t = useTranslations('tickets')
  const titleOf = useTeamTitle()
  return (change: BatchChange, tickets: string, name?: string): string => {
    const { status, priority, agentId, team, addTags, removeTags } = change
    const tag = (tags: readonly string[]) => listOf(tags, { type: 'unit' })
    return [
      status && t(`didStatus.${status}`, { tickets }),
      priority && t('didPriority', { tickets, priority: t(`priority.${priority}`).toLowerCase() }),
      agentId && t('didAssign', { tickets, name: name ?? t('someone') }),
      agentId === null && t('didUnassign', { tickets }),
      team && t('didMove', { tickets, team: titleOf(team) }),
      addTags?.length && t('didTag', { tickets, tag: tag(addTags) }),
      removeTags?.length && t('didUntag', { tickets, tag: tag(removeTags) }),
    ]
      .filter(Boolean)
      .join(' ')
  }
}
