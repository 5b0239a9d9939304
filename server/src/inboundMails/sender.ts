import type { UserRole } from '../generated/prisma/client.ts'
import { LANGUAGE_OF } from '../languages/languages.ts'
import { isVisible } from '../platform/characters.ts'
import { statement } from '../platform/database/statement.ts'
import { NAME_MAX } from '../people/renamePerson.ts'
import { emailForms } from '../viewer/emailAddress.ts'
import { mailLine } from './mailText.ts'

/** A person who sends mails to the desk. */
export interface Sender {
  id: string
  role: UserRole
  name: string
  email: string
  avatarUrl: string | null
  isDisabled: boolean
  /** The tag of their language; null if nobody knows it. */
  language: string | null
}

const find = statement<Sender & Record<string, unknown>>(`
  SELECT id, role, name, email, avatar_url AS "avatarUrl", disabled_at IS NOT NULL AS "isDisabled", ${LANGUAGE_OF}
  FROM users
  WHERE email = ANY ($1) ORDER BY array_position($1, email) LIMIT 1`)
const invited = statement<{ id: string }>(
  'SELECT id FROM invitations WHERE email = ANY ($1) AND accepted_at IS NULL AND cancelled_at IS NULL AND expires_at > now() LIMIT 1',
)
const create = statement(`
  INSERT INTO users (name, email, email_verified, role) VALUES ($1, $2, false, 'buyer') ON CONFLICT (email) DO NOTHING`)

/** The person with this address; undefined if there is none. */
export function findSender(address: string): Promise<Sender | undefined> {
  return find.first(emailForms(address))
}

/**
 * Creates a buyer with this address, which is not verified: no one can sign in with it before proving that it is theirs. An
 * address with a pending invitation is left to the invited person.
 */
export async function createSender(address: string, name: string): Promise<Sender | 'invited'> {
  const forms = emailForms(address)
  if (await invited.first(forms)) return 'invited'
  const line = mailLine(name, NAME_MAX)
  await create.rows(isVisible(line) ? line : mailLine(address.split('@')[0]!, NAME_MAX), forms[0])
  return (await find.first(forms))!
}
