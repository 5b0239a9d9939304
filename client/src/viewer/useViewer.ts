import { createContext, useContext } from 'react'
import { useTranslations } from 'use-intl'
import type { Role } from '../lib/roles.ts'
import type { DeskFieldsFragment, ViewerFieldsFragment } from './viewer.generated.ts'

export type Viewer = ViewerFieldsFragment
export type Desk = DeskFieldsFragment

export const ViewerContext = createContext<{ viewer: Viewer; desk: Desk } | null>(null)

/** The signed-in user and the desk. Only inside a dashboard, where both are known. */
export const useViewer = (): { viewer: Viewer; desk: Desk } => {
  const known = useContext(ViewerContext)
  if (!known) throw new Error('useViewer outside a dashboard')
  return known
}

/** The name of a role in this desk's profile: "Student" instead of "Buyer". */
export const useRoleName = (): ((role: Role, how?: 'one' | 'many') => string) => {
  const t = useTranslations('viewer')
  const { profile } = useViewer().desk
  return (role, how = 'one') => t(how === 'one' ? 'roleOne' : 'roleMany', { profile, role })
}
