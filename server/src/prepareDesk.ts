import { deskContents } from './demoDesk.ts'
import { privacyOf, setPrivacy } from './desk/setPrivacy.ts'
import type { ServerEnv } from './env.ts'
import { withClient } from './platform/database/connect.ts'
import { identitySql, MAINTENANCE } from './platform/database/identity.ts'
import type { Database } from './platform/database/open.ts'
import { StartError } from './platform/errors/startError.ts'
import type { Logger } from './platform/log.ts'
import { makeSetupToken } from './viewer/setupLink.ts'

/** The result of preparing the desk at the start. */
export interface PreparedDesk {
  /** Whether the demo sign-ins exist. */
  demo: boolean
  /** The token of the link for creating the first admin, on a desk without one. */
  setupToken: string | undefined
  /** Why a desk in development is empty. */
  why: string | undefined
}

/**
 * Seeds an empty demo desk, and rejects the demo's public password in production. A desk that no one can sign in to gets a link
 * for creating its first admin.
 */
export async function prepareDesk(
  deps: { env: ServerEnv; roles: Database['roles']; log: Logger },
  { embedded, roles }: Pick<Database, 'embedded' | 'roles'>,
): Promise<PreparedDesk> {
  const inProduction = deps.env.NODE_ENV === 'production'
  let contents = await deskContents(roles.maintenance)
  if (contents === 'demo' && inProduction) {
    throw new StartError(
      'This database contains demo accounts with a public password. Parley does not start with it in production.',
    )
  }
  const production = inProduction ? await markProduction(roles) : await isProduction(roles)
  if (contents === 'empty' && embedded && !production) {
    const { seedDemo } = await import('./seeding/demo.ts')
    await seedDemo(deps)
    contents = 'demo'
  }
  // After the seeds, which act as staff in every ticket.
  await asMaintenance(roles, (client) => setPrivacy(client, privacyOf(deps.env), deps.log))
  const isEmpty = contents === 'empty' && !inProduction
  return {
    demo: contents === 'demo',
    setupToken: await asMaintenance(roles, makeSetupToken),
    why: isEmpty ? whyEmpty(production) : undefined,
  }
}

/** Throws a StartError if demo people would be added to a production desk. */
export async function refuseInProduction(env: Pick<ServerEnv, 'NODE_ENV'>, roles: Database['roles']): Promise<void> {
  if (env.NODE_ENV !== 'production' && !(await isProduction(roles))) return
  throw new StartError(
    'This database has been used in production and cannot be seeded. Set DATA_DIR or DATABASE_URL to another desk.',
  )
}

function whyEmpty(production: boolean): string {
  return production
    ? 'This desk has been in production, so it gets no demo data. Set DATA_DIR to another folder for a demo.'
    : 'The database in DATABASE_URL is empty. Demo data is put into the embedded database only.'
}

async function markProduction(roles: Database['roles']): Promise<true> {
  await asMaintenance(roles, (client) =>
    client.query('update desk_secrets set production_since = now() where production_since is null'),
  )
  return true
}

async function isProduction(roles: Database['roles']): Promise<boolean> {
  const { rowCount } = await asMaintenance(roles, (client) =>
    client.query('select from desk_secrets where production_since is not null'),
  )
  return rowCount === 1
}

function asMaintenance<T>(
  { maintenance }: Database['roles'],
  work: (client: Parameters<typeof makeSetupToken>[0]) => Promise<T>,
): Promise<T> {
  return withClient(maintenance, 'parley start', async (client) => {
    await client.query(`begin; ${identitySql(MAINTENANCE)}`)
    const result = await work(client)
    await client.query('commit')
    return result
  })
}
