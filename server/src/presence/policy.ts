import type { Audience } from '../generated/prisma/client.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** Notes are the staff's, and so is typing them. */
export const canTypeTo = ({ role }: Pick<Viewer, 'role'>, audience: Audience): boolean =>
  audience === 'participants' || isStaffRole(role)
