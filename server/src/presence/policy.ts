import type { Audience } from '../generated/prisma/client.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** Only staff write notes, so only they signal that they are typing one. */
export const canTypeTo = ({ role }: Pick<Viewer, 'role'>, audience: Audience): boolean =>
  audience === 'participants' || isStaffRole(role)
