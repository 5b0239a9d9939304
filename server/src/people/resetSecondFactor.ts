import type pg from 'pg'
import { LANGUAGE_OF, textsOf } from '../languages/languages.ts'
import { addMail } from '../mail/outbox.ts'
import { type MailBrand, renderMail } from '../mail/render.ts'
import { statement } from '../platform/database/statement.ts'
import { UserError } from '../platform/userError.ts'
import { endSignIns } from '../viewer/endSignIns.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { lockPerson } from './lockPerson.ts'
import { canChangeAccess } from './policy.ts'

const write = statement<{ email: string; language: string | null }>(`
  UPDATE users SET two_factor_enabled = false, updated_at = now() WHERE id = $1 AND two_factor_enabled
    RETURNING email, ${LANGUAGE_OF}`)
const REMOVE = `
  with codes as (delete from second_factors where user_id = $1), keys as (delete from passkeys where user_id = $1)
  select`

interface Desk {
  pools: { auth: pg.Pool }
  desk: { identity: MailBrand }
  post: { mailedUrl: string }
}

/**
 * Removes the second factor and the passkeys of somebody who has lost them. Whoever has found the device is signed out too, and the
 * person is told by mail. Without a second factor nothing changes. One's own is removed on the account page, with the password.
 */
export async function resetSecondFactor(viewer: Viewer, userId: string, { pools, desk, post }: Desk): Promise<void> {
  const person = await lockPerson(viewer, userId)
  if (!canChangeAccess(viewer, person))
    throw new UserError('FORBIDDEN', 'Change your own second factor on your account page.', ['input', 'userId'])
  // Before the first write, like all ends of sign-ins (viewer/endSignIns.ts). If the rest fails, repeating it completes it.
  await endSignIns(pools.auth, person.id)
  await pools.auth.query({ name: 'remove_second_factor', text: REMOVE, values: [person.id] })
  const changed = await write.first(person.id)
  if (changed) await addMail(mailTo({ ...person, ...changed }, desk.identity, post.mailedUrl))
}

interface Told {
  id: string
  name: string
  email: string
  language: string | null
}

function mailTo(person: Told, desk: MailBrand, url: string) {
  const texts = textsOf(person.language)
  const { mails } = texts
  const subject = mails.factorReset.subject(desk.name)
  const text = mails.factorReset.text(desk.name)
  const content = renderMail({
    desk,
    texts,
    preview: text,
    blocks: [
      { type: 'text', text: mails.hello(person.name) },
      { type: 'text', text },
      { type: 'button', text: mails.openAccount, url: new URL('/account', url).href },
    ],
    footer: [mails.factorReset.footer],
  })
  return { kind: 'second_factor_reset', userId: person.id, to: person.email, subject, ...content }
}
