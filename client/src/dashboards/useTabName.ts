import { useTranslations } from 'use-intl'
import { useRoleName } from '../viewer/useViewer.ts'
import type { Tab } from './tabs.ts'

/** What a tab is called: by the desk's own word for a role where it has one. */
export const useTabName = (): ((tab: Tab) => string) => {
  const t = useTranslations('dashboards')
  const roleName = useRoleName()
  return ({ id, namedAs }) => (namedAs ? roleName(namedAs, 'many') : t(`tabs.${id}`))
}
