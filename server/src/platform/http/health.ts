import type { Pools } from '../database/pools.ts'

/** Whether the database can be reached and holds the desk's tables. */
export async function isHealthy({ auth }: Pick<Pools, 'auth'>): Promise<boolean> {
  try {
    const { rows } = await auth.query<{ ready: boolean }>(`SELECT to_regclass('desk_secrets') IS NOT NULL AS ready`)
    return rows[0]?.ready === true
  } catch {
    return false
  }
}
