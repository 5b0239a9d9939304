import { useTranslations } from 'use-intl'
import { useRoleName } from '../viewer/useViewer.ts'
import type { Tab } from './tabs.ts'

/** The name of a tab: the profile's name for a role if there is one. */
export const useTabName = (): ((tab: Tab) => string) => {
  const t = useTranslations('dashboards')
  const roleName = useRoleName()
  return ({ id, namedAs }) => (namedAs ? roleName(namedAs, 'many') : t(`tabs.${id}`))
}
