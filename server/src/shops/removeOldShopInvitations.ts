import { statement } from '../platform/database/statement.ts'

const remove = statement(
  `DELETE FROM shop_invitations WHERE least(accepted_at, cancelled_at, expires_at) < now() - interval '90 days'`,
)

/** Removes invitations to shops that were accepted, withdrawn or expired 90 days ago. */
export async function removeOldShopInvitations(): Promise<void> {
  await remove.rows()
}
