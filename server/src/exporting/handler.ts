import contentDisposition from 'content-disposition'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { refuse } from '../attachments/answers.ts'
import { isUuid } from '../platform/database/identity.ts'
import { asIdentity } from '../platform/database/operation.ts'
import type { Pools } from '../platform/database/pools.ts'
import { statement } from '../platform/database/statement.ts'
import { type Credentials, credentialsOf } from '../viewer/credentials.ts'
import { allows, lacksScope } from '../viewer/tokenScopes.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { PAGE_POLICY, ticketPage } from './page.ts'
import { exportPerson } from './person.ts'
import { canExport } from './policy.ts'
import { withTeamTitles } from './teamTitles.ts'
import { exportTicket } from './ticket.ts'

interface Deps {
  pools: Pools
  viewerOf(credentials: Credentials): Promise<Viewer | null>
  /** The id of a person in the database, from the one in GraphQL; undefined if it is none. */
  personIdOf(globalId: string): string | undefined
}

/** What is sent, and what the audit log says of it. */
interface Exported {
  kind: 'ticket_exported' | 'person_exported'
  id: string
  name: string
  body: string
  type: 'application/json' | 'text/html'
}

const PATH = /^\/exports\/(tickets|people)\/([\w=-]+)\.(json|html)$/
const audit = statement(`SELECT audit($1::audit_kind, viewer_id(), $2, $3, '{}', NULL, NULL)`)

/**
 * Serves `/exports/tickets/<number>.json`, the same as `.html` for printing, and `/exports/people/<id>.json` (the id in GraphQL): for admins, by cookie or
 * token, read under their own identity. Each is recorded in the audit log, in the transaction that reads.
 */
export function createExportHandler({ pools, viewerOf, personIdOf }: Deps) {
  return async (req: IncomingMessage, res: ServerResponse): Promise<void> => {
    if (req.method !== 'GET') return refuse(res, 405, 'BAD_USER_INPUT', 'Use GET.')
    const viewer = await viewerOf(credentialsOf(req.headers))
    if (!viewer) return refuse(res, 401, 'UNAUTHENTICATED', 'Sign in first.')
    if (!allows(viewer, 'admin')) return refuse(res, 403, 'INSUFFICIENT_SCOPE', lacksScope('admin'))
    if (!canExport(viewer)) return refuse(res, 403, 'FORBIDDEN', 'Only admins can export.')
    const [, what, key, format] = PATH.exec(req.url!.split('?')[0]!) ?? []
    const identity = { role: viewer.role, userId: viewer.id }
    const found = await asIdentity(pools, identity, 'write', async () => {
      const exported = what === 'tickets' ? await ticket(key!, format!) : await person(personIdOf(key ?? ''), format)
      if (exported) await audit.rows(exported.kind, what === 'tickets' ? 'ticket' : 'user', exported.id)
      return exported
    })
    if (!found) return refuse(res, 404, 'NOT_FOUND', 'There is nothing to export under this address.')
    // A sandboxed page has an origin of its own: browsers warn that it cannot be origin-keyed.
    res.removeHeader('Origin-Agent-Cluster')
    res.writeHead(200, headersOf(found)).end(found.body)
  }
}

async function ticket(number: string, format: string): Promise<Exported | undefined> {
  const found = await exportTicket(number)
  if (!found) return undefined
  const base = { kind: 'ticket_exported', id: found.id, name: `${number}.${format}` } as const
  if (format === 'html') return { ...base, type: 'text/html', body: ticketPage(await withTeamTitles(found.ticket)) }
  return { ...base, type: 'application/json', body: pretty(found.ticket) }
}

async function person(id: string | undefined, format: string | undefined): Promise<Exported | undefined> {
  const data = id !== undefined && isUuid(id) && format === 'json' ? await exportPerson(id) : undefined
  if (!data) return undefined
  return { kind: 'person_exported', id: id!, name: `person-${id}.json`, type: 'application/json', body: pretty(data) }
}

const pretty = (value: object): string => `${JSON.stringify(value, null, 2)}\n`

function headersOf({ name, type, body }: Exported): OutgoingHttpHeaders {
  return {
    'Content-Type': `${type}; charset=utf-8`,
    'Content-Length': Buffer.byteLength(body),
    'Content-Disposition': contentDisposition(name, { type: type === 'text/html' ? 'inline' : 'attachment' }),
    'Content-Security-Policy': PAGE_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cache-Control': 'no-store',
  }
}
