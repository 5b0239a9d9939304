import { useTranslations } from 'use-intl'
import { isStaff } from '../lib/roles.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { useViews } from '../views/useViews.ts'
import { tabsOf } from './tabs.ts'
import { useTabName } from './useTabName.ts'

/** A shortcut by its default keys. Fixed ones belong to a field or a list, where the keys are the platform's. */
export type ShortcutLine = { keys: string; label: string; isFixed?: boolean }
type Group = { title: string; lines: ShortcutLine[] }

/** All shortcuts of the viewer, in groups. */
export const useShortcutGroups = (): Group[] => {
  const t = useTranslations('dashboards')
  const request = useTranslations('requests')
  const places = usePlaces()
  const staff = isStaff(useViewer().viewer.role)
  const ofStaff = (...lines: ShortcutLine[]): ShortcutLine[] => (staff ? lines : [])
  const decisions: Group = {
    title: request('keysHere'),
    lines: [
      { keys: 'y', label: request('keyAccept') },
      { keys: 'Shift+y', label: request('keyAcceptStart') },
      { keys: 'd', label: request('keyDecline') },
      { keys: 'o', label: request('keyOpen') },
    ],
  }
  return [
    {
      title: t('keysAnywhere'),
      lines: [
        { keys: 'Mod+K', label: t('keys.palette') },
        { keys: '?', label: t('keys.sheet') },
        { keys: '/', label: t('keys.search') },
        { keys: 'F6', label: t('keys.panels') },
        { keys: 'Mod+z', label: t('keys.undo') },
        ...places,
        { keys: 'g n', label: t('keys.bell') },
      ],
    },
    {
      title: t('keysList'),
      lines: [
        { keys: 'j', label: t('keys.next') },
        { keys: 'k', label: t('keys.previous') },
        { keys: 'Enter', label: t('keys.open'), isFixed: true },
        { keys: 'u', label: t('keys.back') },
        ...ofStaff(
          { keys: 'x', label: t('keys.select') },
          { keys: 'Mod+a', label: t('keys.selectAll'), isFixed: true },
        ),
      ],
    },
    ...(staff ? [decisions] : []),
    {
      title: t('keysTicket'),
      lines: [
        { keys: 'r', label: t('keys.reply') },
        ...ofStaff({ keys: 'n', label: t('keys.note') }, { keys: '/', label: t('keys.macro'), isFixed: true }),
        { keys: 'Mod+/', label: t('keys.readers') },
        { keys: 'Mod+Enter', label: t('keys.send'), isFixed: true },
        ...ofStaff({ keys: 'Mod+Shift+Enter', label: t('keys.sendAndResolve'), isFixed: true }),
        { keys: 'Esc', label: t('keys.leave'), isFixed: true },
        { keys: 's', label: t('keys.star') },
        ...ofStaff(
          { keys: 'c', label: t('keys.claim') },
          { keys: 'Shift+c', label: t('keys.unclaim') },
          { keys: 'a', label: t('keys.assign') },
          { keys: 'm', label: t('keys.schedule') },
          { keys: 'F2', label: t('keys.rename') },
        ),
        { keys: 'e', label: t('keys.resolve') },
        { keys: 'p', label: t('keys.priority') },
        { keys: 't', label: t('keys.tag') },
        { keys: '.', label: t('keys.details') },
        { keys: 'Alt+↓', label: t('keys.latest') },
      ],
    },
  ]
}

/** The views and tabs that `g` and a second key open. */
const usePlaces = (): ShortcutLine[] => {
  const view = useTranslations('tickets')
  const tabName = useTabName()
  const { viewer } = useViewer()
  const views = useViews().map(({ id, key }) => ({ keys: `g ${key}`, label: view(`views.${id}`) }))
  const tabs = tabsOf(viewer).map((tab) => ({ keys: `g ${tab.key}`, label: tabName(tab) }))
  const known = new Set(views.map(({ keys }) => keys))
  return [...views, ...tabs.filter(({ keys }) => !known.has(keys))]
}
