import { isUuid } from '../platform/database/identity.ts'
import { statement } from '../platform/database/statement.ts'
import { notFound, UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { COLUMNS, type Invitation } from './invitation.ts'
import { adminsOnly } from './lockPerson.ts'

const lock = statement<Invitation & Record<string, unknown>>(
  `SELECT ${COLUMNS} FROM invitations WHERE id = $1 FOR UPDATE`,
)

/**
 * A pending invitation, locked until the operation ends. Throws FORBIDDEN, NOT_FOUND, or CONFLICT if it was already
 * accepted.
 */
export async function lockInvitation(viewer: Viewer, id: string): Promise<Invitation> {
  adminsOnly(viewer)
  const invitation = isUuid(id) ? await lock.first(id) : undefined
  if (!invitation) throw notFound('invitation', 'invitationId')
  if (invitation.acceptedAt) throw new UserError('CONFLICT', `${invitation.name} has already accepted.`)
  return invitation
}
