import { readFileSync } from 'node:fs'
import type { Request } from '@playwright/test'

const MANIFEST = JSON.parse(
  readFileSync(new URL('../../../trusted-documents.json', import.meta.url), 'utf8'),
) as Record<string, string>

/** The name of the operation of a request to /graphql, which names its document by an id. */
export const operationOf = (request: Request): string | undefined => {
  if (request.method() !== 'POST' || !new URL(request.url()).pathname.endsWith('/graphql')) return undefined
  const { documentId } = request.postDataJSON() as { documentId?: string }
  return documentId === undefined ? undefined : nameOf(documentId)
}

/** The name of the operation with this id. */
export const nameOf = (documentId: string): string | undefined => /^\w+ (\w+)/.exec(MANIFEST[documentId] ?? '')?.[1]

/** The id of an operation of the client. */
export const idOf = (operation: string): string => Object.keys(MANIFEST).find((id) => nameOf(id) === operation)!
