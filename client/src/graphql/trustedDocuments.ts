import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import {
  makeOperation,
  stringifyDocument,
  type CombinedError,
  type Exchange,
  type Operation,
  type OperationResult,
} from '@urql/core'
import type { DocumentNode } from 'graphql'
import { filter, makeSubject, map, merge, pipe } from 'wonka'
import { errorCode } from './errors.ts'

/** Where an operation without its document keeps the one that the page sent. */
const WHOLE = 'wholeOperation'

/** How servers before 0.2, which know no ids, answer over HTTP and over the WebSocket. */
const WITHOUT_IDS = new Set([
  'Unexpected parameter "documentId" in the request body.',
  'Syntax Error: Unexpected <EOF>.',
])

type Named = DocumentNode & { documentId: string }

const ids = new WeakMap<DocumentNode, string>()

/** The id of a document as it is sent: `sha256:` and the hash of its text. The server knows those of its own client. */
export const documentId = (document: DocumentNode): string => {
  const known = ids.get(document)
  if (known) return known
  // crypto.subtle hashes asynchronously, and only on pages with TLS.
  const id = `sha256:${bytesToHex(sha256(utf8ToBytes(stringifyDocument(document))))}`
  ids.set(document, id)
  return id
}

/** The operation as the page sent it, with its document. */
export const wholeOperation = (operation: Operation): Operation =>
  (operation.context as { [WHOLE]?: Operation })[WHOLE] ?? operation

/**
 * Sends the ids of documents instead of the documents. A server of another version may not know one: then, and from then on as
 * long as the page is open, the document itself is sent. `onRejected` is called if the server accepts only documents that it knows.
 */
export const trustedDocuments =
  (onRejected: () => void): Exchange =>
  ({ forward }) => {
    const unknown = new Set<string>()
    const again = makeSubject<Operation>()

    const shortened = (operation: Operation): Operation => {
      const id = operation.kind === 'teardown' ? undefined : documentId(operation.query)
      if (id === undefined || unknown.has(id)) return operation
      const query: Named = { kind: 'Document', definitions: [], documentId: id } as never
      const context = { ...operation.context, [WHOLE]: operation }
      return makeOperation(operation.kind, { ...operation, query }, context)
    }

    /** Whether the result is for the page; otherwise the operation is sent again, with its document. */
    const isFinal = ({ operation, error }: OperationResult): boolean => {
      if (errorCode(error) === 'PERSISTED_DOCUMENT_REQUIRED') onRejected()
      const whole = wholeOperation(operation)
      if (whole === operation || !isUnknown(error)) return true
      unknown.add(documentId(whole.query))
      again.next(whole)
      return false
    }

    return (operations) =>
      pipe(
        merge([operations, again.source]),
        map(shortened),
        forward,
        filter(isFinal),
        map((result) => ({ ...result, operation: wholeOperation(result.operation) })),
      )
  }

const isUnknown = (error: CombinedError | undefined): boolean =>
  errorCode(error) === 'PERSISTED_DOCUMENT_NOT_FOUND' ||
  error?.graphQLErrors.some(({ message }) => WITHOUT_IDS.has(message)) === true
