import { withClient } from './platform/database/connect.ts'
import { identitySql } from './platform/database/identity.ts'

/** The password of every demo sign-in; the seed sets it, the start prints it, production refuses it. */
export const DEMO_PASSWORD = 'parley-demo'

/** One demo sign-in per role, as the start prints them. */
export const DEMO_SIGN_INS = [
  { role: 'buyer', email: 'buyer@parley.example', path: '/dashboard/chat' },
  { role: 'seller', email: 'seller@parley.example', path: '/seller/chat' },
  { role: 'agent', email: 'agent@parley.example', path: '/admin' },
  { role: 'admin', email: 'admin@parley.example', path: '/admin' },
]

/** What the desk holds: nothing yet, the demo's people, or others. */
export async function deskContents(maintenanceUrl: string): Promise<'empty' | 'demo' | 'other'> {
  return withClient(maintenanceUrl, 'parley start', async (client) => {
    await client.query(`begin read only; ${identitySql({ role: 'maintenance', userId: null })}`)
    const { rows } = await client.query(
      `select exists (select from users) as any, exists (select from users where email = any ($1)) as demo`,
      [DEMO_SIGN_INS.map(({ email }) => email)],
    )
    if (rows[0].demo) return 'demo'
    return rows[0].any ? 'other' : 'empty'
  })
}
