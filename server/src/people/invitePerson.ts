import type { UserRole } from '../generated/prisma/client.ts'
import { sqlState } from '../platform/database/errors.ts'
import { savepoint } from '../platform/database/operation.ts'
import { prisma } from '../platform/database/prisma.ts'
import { statement } from '../platform/database/statement.ts'
import { checkedLine } from '../platform/text.ts'
import { UserError } from '../platform/userError.ts'
import { emailForms, normalizeEmail } from '../viewer/emailAddress.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { COLUMNS, type Invitation, newToken } from './invitation.ts'
import { adminsOnly } from './lockPerson.ts'
import { NAME_MAX } from './renamePerson.ts'

/** An invitation and the token of its new link, which is returned only once. */
export interface Invited {
  invitation: Invitation
  token: string
}

interface InvitePerson {
  email: string
  name: string
  role: UserRole
  /** Sellers: the shop to open with the account. */
  shopName?: string | null
}

const insert = statement<Invitation & Record<string, unknown>>(`
  INSERT INTO invitations (email, name, role, shop_name, token_hash, invited_by, expires_at)
  VALUES ($1, $2, $3::user_role, $4, $5, $6, $7) RETURNING ${COLUMNS}`)

/** Invites a person. CONFLICT if they exist or are already invited. */
export async function invitePerson(viewer: Viewer, input: InvitePerson): Promise<Invited> {
  adminsOnly(viewer)
  const email = normalizeEmail(input.email)
  if (!email) throw new UserError('VALIDATION', 'This is not an email address.', ['input', 'email'])
  const name = checkedLine(input.name, { field: 'name', max: NAME_MAX })
  const shopName = checkedLine(input.shopName ?? '', { field: 'shopName', max: NAME_MAX, optional: true }) || null
  if (shopName && input.role !== 'seller')
    throw new UserError('VALIDATION', 'Only sellers can have a shop.', ['input', 'shopName'])
  const { token, hash, expiresAt } = newToken()
  try {
    const values = [email, name, input.role, shopName, hash, viewer.id, expiresAt]
    const invitation = await savepoint(async () => {
      const inserted = (await insert.first(...values))!
      // Checked once the address is locked: an earlier invitation that is being accepted has been waited for.
      if (await prisma.user.findFirst({ where: { email: { in: emailForms(email) } }, select: { id: true } }))
        throw conflict('An account with this email address already exists.')
      return inserted
    })
    return { invitation, token }
  } catch (error) {
    // The only unique index that two concurrent invitations can violate: one pending invitation for each address.
    if (sqlState(error) === '23505')
      throw conflict('This address has already been invited. Resend that invitation instead.')
    throw error
  }
}

function conflict(message: string): UserError {
  return new UserError('CONFLICT', message, ['input', 'email'])
}
