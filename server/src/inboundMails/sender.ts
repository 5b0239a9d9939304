import type { UserRole } from '../generated/prisma/client.ts'
import { isLanguage, LANGUAGE_OF } from '../languages/languages.ts'
import { isVisible } from '../platform/characters.ts'
import { statement } from '../platform/database/statement.ts'
import { NAME_MAX } from '../people/renamePerson.ts'
import { emailForms } from '../viewer/emailAddress.ts'
import { mailLine } from './mailText.ts'
import { headerValues, type ParsedMail } from './parseMail.ts'

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
  INSERT INTO users (name, email, email_verified, role, browser_language) VALUES ($1, $2, false, 'buyer', $3)
  ON CONFLICT (email) DO NOTHING`)

/** The language in which some mail programs say they write, if Parley speaks it; null if they do not say. */
function languageOf(headers: ParsedMail['headers']): string | null {
  const said = ['content-language', 'accept-language'].flatMap((name) => headerValues({ headers }, name))
  const tags = said.flatMap((value) => value.split(',').map((tag) => tag.split(';')[0]!.trim()))
  return (
    tags.find(
      (tag) => /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i.test(tag) && isLanguage(tag.split('-')[0]!.toLowerCase()),
    ) ?? null
  )
}

/** The person with this address; undefined if there is none. */
export function findSender(address: string): Promise<Sender | undefined> {
  return find.first(emailForms(address))
}

/**
 * Creates a buyer with this address, which is not verified: no one can sign in with it before proving that it is theirs. An
 * address with a pending invitation is left to the invited person.
 */
export async function createSender({ from, headers }: ParsedMail, address: string): Promise<Sender | 'invited'> {
  const forms = emailForms(address)
  if (await invited.first(forms)) return 'invited'
  const line = mailLine(from?.name ?? '', NAME_MAX)
  const name = isVisible(line) ? line : mailLine(address.split('@')[0]!, NAME_MAX)
  await create.rows(name, forms[0], languageOf(headers))
  return (await find.first(forms))!
}
