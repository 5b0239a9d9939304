import { textsOf } from '../languages/languages.ts'
import { addMail } from '../mail/outbox.ts'
import { renderMail } from '../mail/render.ts'
import { MAINTENANCE } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import type { LinkDesk } from './linkMails.ts'

const count = statement<{ count: number }>('SELECT count(*)::int AS count FROM setup_links WHERE expires_at > now()')

/**
 * Mails the link for creating the first admin to the address in ADMIN_EMAIL, for desks whose output nobody reads. Only the first
 * link of a day is mailed: a container that restarts again and again fills no mailbox.
 */
export async function mailSetupLink(
  { pools, desk }: { pools: Pools; desk: LinkDesk },
  to: string,
  token: string,
): Promise<void> {
  // Nobody has asked for it: it is in the desk's language.
  const texts = textsOf(null)
  const { setup } = texts.mails
  const text = setup.text(desk.name)
  const url = new URL(`/setup?token=${token}`, desk.url).href
  const content = renderMail({
    desk,
    texts,
    preview: text,
    blocks: [
      { type: 'text', text },
      { type: 'button', text: setup.button, url },
      { type: 'text', text: setup.once },
    ],
    footer: [setup.footer],
  })
  await asIdentity(pools, MAINTENANCE, 'write', async () => {
    if ((await count.first())!.count > 1) return
    await addMail({ kind: 'setup', userId: null, to, subject: setup.subject(desk.name), ...content })
  })
}
