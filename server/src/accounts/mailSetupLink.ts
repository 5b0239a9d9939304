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
  const text = `${desk.name} is running and has no admin yet. Create the first admin account here:`
  const url = new URL(`/setup?token=${token}`, desk.url).href
  const content = renderMail({
    desk,
    preview: text,
    blocks: [
      { type: 'text', text },
      { type: 'button', text: 'Set up', url },
      { type: 'text', text: 'The link works once, within a day.' },
    ],
    footer: ['You get this email because your address is in ADMIN_EMAIL on the server.'],
  })
  await asIdentity(pools, MAINTENANCE, 'write', async () => {
    if ((await count.first())!.count > 1) return
    await addMail({ kind: 'setup', userId: null, to, subject: `Set up ${desk.name}`, ...content })
  })
}
