import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** Staff see who should take a ticket, and which tags it should have. */
export const canSeeSuggestions = ({ role }: Pick<Viewer, 'role'>): boolean => isStaffRole(role)
