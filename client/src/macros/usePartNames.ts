import { useTranslations } from 'use-intl'
import { useTeamTitle } from '../ui/teamTitles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import type { Actions, Part } from './actions.ts'

/** The names of pending changes on screen. */
export const usePartNames = (actions: Actions): ((part: Part) => string) => {
  const t = useTranslations('macros')
  const tickets = useTranslations('tickets')
  const { viewer } = useViewer()
  const titleOf = useTeamTitle()
  return (part) => {
    if (part === 'status') return tickets(`status.${actions.status!}`)
    if (part === 'priority') return t('priority', { name: tickets(`priority.${actions.priority!}`) })
    if (part === 'team') return t('toTeam', { name: titleOf(actions.team!) })
    if (part !== 'assignee') return part.startsWith('-') ? `−${part.slice(1)}` : part
    if (!actions.assignee) return t('unassigned')
    return actions.assignee.id === viewer.id ? t('toYou') : t('toPerson', { name: actions.assignee.name })
  }
}
