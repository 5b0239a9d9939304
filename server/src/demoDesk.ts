import type { UserRole } from './generated/prisma/client.ts'
import { withClient } from './platform/database/connect.ts'
import { identitySql, MAINTENANCE } from './platform/database/identity.ts'
import { DEMO_PEOPLE } from './viewer/demoPeople.ts'

const PATHS: Record<UserRole, string> = {
  buyer: '/dashboard/chat',
  seller: '/seller/chat',
  agent: '/admin',
  admin: '/admin',
}

/** One demo sign-in per role, as printed by the start. */
export const DEMO_SIGN_INS = (Object.keys(PATHS) as UserRole[]).map((role) => ({
  role,
  email: DEMO_PEOPLE.find((person) => person.role === role)!.email,
  path: PATHS[role],
}))

/** The content of the desk: empty, the demo's people, or others. */
export async function deskContents(maintenanceUrl: string): Promise<'empty' | 'demo' | 'other'> {
  return withClient(maintenanceUrl, 'parley start', async (client) => {
    await client.query(`begin read only; ${identitySql(MAINTENANCE)}`)
    const { rows } = await client.query(
      `select exists (select from users) as any, exists (select from users where email = any ($1)) as demo`,
      [DEMO_PEOPLE.map(({ email }) => email)],
    )
    if (rows[0].demo) return 'demo'
    return rows[0].any ? 'other' : 'empty'
  })
}
