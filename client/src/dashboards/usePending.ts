import { useTranslations } from 'use-intl'
import { useViewer } from '../viewer/useViewer.ts'
import type { Tab } from './tabs.ts'

const nothing = (): number => 0

/** How much is pending in a tab, and what: "2 pending invitations". */
export const usePending = ({ pending }: Tab): { count: number; label: string } => {
  const t = useTranslations('dashboards')
  const { profile } = useViewer().desk
  const { useCount = nothing, name } = pending ?? {}
  const count = useCount()
  return { count, label: name ? t(`pending.${name}`, { count, profile }) : '' }
}
