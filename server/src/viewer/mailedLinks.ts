import type pg from 'pg'
import { currentLanguage } from '../languages/translated.ts'
import { hashToken } from './apiTokens.ts'
import { readRetrying } from './readRetrying.ts'

/** What a link in a mail is for. */
export type LinkPurpose = 'password_reset' | 'sign_up' | 'sign_in' | 'email_change'

/** Whom a link was made for: an address and, except for sign-up, the account. */
export interface LinkOwner {
  email: string
  userId?: string
}

/** What is stored until the job writes the mail. */
export interface LinkRequest extends LinkOwner {
  /** That of the request, for people without an account or a language of their own. */
  language?: string
}

/** How a link is stored: by the hash of its token only. The job `mail_link` (accounts/mailLink.ts) makes it. */
export const linkIdentifier = (purpose: LinkPurpose, token: string): string =>
  `${purpose}:${hashToken(token).toString('hex')}`

const REQUEST = `
  with requested as (
    insert into verifications (identifier, value, expires_at) values ('requested ' || $1, $2, now() + interval '1 hour') returning id)
  select add_job('mail_link', json_build_object('requestId', id), 'mail_link:' || id, now()) from requested`

/**
 * Asks for a mail with a link. Whether there is such an account is only read by the job that writes the mail, so that neither
 * the response nor its time reveals it.
 */
export async function requestLink(pool: pg.Pool, purpose: LinkPurpose, owner: LinkOwner): Promise<void> {
  const request: LinkRequest = { ...owner, language: currentLanguage() }
  await pool.query(REQUEST, [purpose, JSON.stringify(request)])
}

/** Whom a link's token is for; undefined if it was used or has expired. */
export async function findLink(pool: pg.Pool, purpose: LinkPurpose, token: string): Promise<LinkOwner | undefined> {
  const text = 'select value from verifications where identifier = $1 and expires_at > now()'
  const { rows } = await readRetrying<{ value: string }>(pool, { text, values: [linkIdentifier(purpose, token)] })
  return rows[0] && (JSON.parse(rows[0].value) as LinkOwner)
}

/** Uses a link up, within the caller's transaction: of two concurrent calls, one gets undefined. */
export async function takeLink(
  client: pg.ClientBase,
  purpose: LinkPurpose,
  token: string,
): Promise<LinkOwner | undefined> {
  const text = 'delete from verifications where identifier = $1 and expires_at > now() returning value'
  const { rows } = await client.query<{ value: string }>(text, [linkIdentifier(purpose, token)])
  return rows[0] && (JSON.parse(rows[0].value) as LinkOwner)
}

/** Removes a person's other links of all purposes. */
export async function removeLinks(client: pg.ClientBase, userId: string): Promise<void> {
  await client.query(`delete from verifications where strpos(value, '"userId":"' || $1 || '"') > 0`, [userId])
}
