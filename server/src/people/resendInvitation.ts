import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { COLUMNS, type Invitation, newToken } from './invitation.ts'
import type { Invited } from './invitePerson.ts'
import { lockInvitation } from './lockInvitation.ts'

const renew = statement<Invitation & Record<string, unknown>>(`
  UPDATE invitations SET token_hash = $2, expires_at = $3, invited_by = $4, mailed_at = NULL, mail_problem = NULL
  WHERE id = $1 RETURNING ${COLUMNS}`)

/** Creates a new link for a pending invitation, expired or not. The previous link stops working. */
export async function resendInvitation(viewer: Viewer, invitationId: string): Promise<Invited> {
  const { id, cancelledAt } = await lockInvitation(viewer, invitationId)
  if (cancelledAt) throw new UserError('CONFLICT', 'The invitation has been withdrawn.')
  const { token, hash, expiresAt } = newToken()
  return { invitation: (await renew.first(id, hash, expiresAt, viewer.id))!, token }
}
