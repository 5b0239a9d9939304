import { statement } from '../platform/database/statement.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { COLUMNS, type Invitation } from './invitation.ts'
import { lockInvitation } from './lockInvitation.ts'

const cancel = statement<Invitation & Record<string, unknown>>(`
  UPDATE invitations SET cancelled_at = now(), invited_by = $2 WHERE id = $1 RETURNING ${COLUMNS}`)

/** Withdraws an invitation: its link stops working. Repeating it changes nothing. */
export async function cancelInvitation(viewer: Viewer, invitationId: string): Promise<Invitation> {
  const invitation = await lockInvitation(viewer, invitationId)
  return invitation.cancelledAt ? invitation : (await cancel.first(invitation.id, viewer.id))!
}
