import { readFileSync } from 'node:fs'
import path from 'node:path'
import { ROOT } from '../src/env.ts'
import { documentId } from '../src/graphql/trustedDocuments.ts'

/** The operations of Parley's own client that are measured, by the names that `client/src/**` gives them. */
export const MEASURED = [
  'TicketPage',
  'TicketCounts',
  'ThreadHead',
  'ThreadPage',
  'SearchPage',
  'Reply',
  'UpdateTickets',
  'InboxEvents',
  'TicketEvents',
] as const

export type Operation = (typeof MEASURED)[number]

/** An operation as the client sends it: the server knows its text by this id. */
interface ClientDocument {
  id: string
  text: string
}

const OPERATION_NAME = /^(?:query|mutation|subscription) (\w+)/m
const byName = new Map<string, ClientDocument>()

/** The operation of the client with this name, from the manifest that `pnpm generate` writes from `client/**\/*.graphql`. */
export function clientDocument(name: Operation): ClientDocument {
  if (byName.size === 0) {
    const manifest = JSON.parse(readFileSync(path.join(ROOT, 'trusted-documents.json'), 'utf8')) as Record<
      string,
      string
    >
    for (const text of Object.values(manifest))
      byName.set(OPERATION_NAME.exec(text)?.[1] ?? '', { id: documentId(text), text })
  }
  const found = byName.get(name)
  if (!found) throw new Error(`The client has no operation ${name}: what is measured has to be changed with it.`)
  return found
}
