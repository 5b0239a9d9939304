import type { Actor, TestApp } from './testApp.ts'

/** Reads the audit log. */
export const LOG = `query ($filter: AuditFilter, $first: Int, $after: String) { auditLog(filter: $filter, first: $first, after: $after) {
  edges { node { id kind text actor { id name } person { id } ticket { id } ip userAgent requestId at } } pageInfo { hasNextPage endCursor } } }`

/** The newest hundred entries that match. */
export async function auditEntries(app: TestApp, who: Actor, filter: object = {}): Promise<any[]> {
  const { data, errors } = await app.gql(who, LOG, { filter, first: 100 })
  if (errors) throw new Error(JSON.stringify(errors))
  return data.auditLog.edges.map(({ node }: any) => node)
}
