import type { Viewer } from '../viewer/viewer.ts'

/** Admins see the figures of the whole desk, agents their own, sellers those of their shops. */
export const canSeeFigures = ({ role }: Pick<Viewer, 'role'>): boolean => role !== 'buyer'

/** Sellers do not see tickets of their customers, so not their tags, teams and agents either. */
export const canSeeStaffFigures = ({ role }: Pick<Viewer, 'role'>): boolean => role === 'admin' || role === 'agent'
