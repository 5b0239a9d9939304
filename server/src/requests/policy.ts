import type { RequestStatus } from '../generated/prisma/client.ts'
import { isStaffRole } from '../platform/database/identity.ts'
import type { Identity } from '../platform/database/identity.ts'
import type { Viewer } from '../viewer/viewer.ts'

/** The fields of a request that permissions depend on. */
interface RequestFacts {
  requesterId: string
  status: RequestStatus
}

/** Staff can see every ticket and have nothing to request. */
export const canAsk = ({ role }: Pick<Viewer, 'role'>): boolean => !isStaffRole(role)

/** Staff decide pending requests. */
export const canDecide = ({ role }: Identity, { status }: RequestFacts): boolean =>
  isStaffRole(role) && status === 'pending'

/** The requester can withdraw a pending request. */
export const canCancel = ({ userId }: Identity, { requesterId, status }: RequestFacts): boolean =>
  userId === requesterId && status === 'pending'
