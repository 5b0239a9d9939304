import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** Admins see the figures of the whole desk, agents their own, sellers those of their shops. */
export const canSeeFigures = ({ role }: Pick<Viewer, 'role'>): boolean => role !== 'buyer'

/** Whose ratings and suggestions the figures are about: an agent's own; null: everybody's. */
export const whoseFigures = ({ id, role }: Pick<Viewer, 'id' | 'role'>): string | null => (role === 'admin' ? null : id)

/** Sellers do not see tickets of their customers, so not their tags, teams and agents either, nor ratings and suggestions. */
export const canSeeStaffFigures = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)
