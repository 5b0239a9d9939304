import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DocumentNode, GraphQLError, GraphQLSchema } from 'graphql'
import type { Logger } from '../platform/log.ts'
import { RequestError } from '../platform/userError.ts'
import type { Viewer } from '../viewer/viewer.ts'
import { type Allowance, allowanceOf, isWithin } from './allowance.ts'

/** The parameters of an operation, over HTTP or WebSocket. */
interface Params {
  query?: unknown
  documentId?: unknown
  operationName?: unknown
  variables?: unknown
  extensions?: unknown
}

/** An operation of the client that this server knows. */
interface TrustedDocument {
  text: string
  operationName: string
  /** Parsed and validated; undefined until then, and null if it is not valid with this schema. */
  node?: DocumentNode | null
  /** How large its pages can be without exceeding the limits of complexity. */
  allowance?: Allowance
}

/** Parses and validates as for any other document, with all limits. */
interface Engine {
  schema: GraphQLSchema
  parse(text: string): DocumentNode
  validate(schema: GraphQLSchema, document: DocumentNode): readonly GraphQLError[]
  /** Receives each valid document. */
  plan?(document: DocumentNode): void
}

/** Of this release and of the one before it: pages of both are open during an upgrade. */
const MANIFESTS = ['trusted-documents.json', 'trusted-documents.previous.json']
const OPERATION_NAME = /^(?:query|mutation|subscription) (\w+)/m
const RELOAD = 'This page belongs to another version of Parley. Reload it.'
const TRUSTED_ONLY =
  "This server runs only the operations of Parley's own client. Programs need a valid API token for others."

/** The operations of the client by their ids: `sha256:` and the hash of the text. */
export class TrustedDocuments {
  readonly #byId = new Map<string, TrustedDocument>()
  readonly #byText = new Map<string, TrustedDocument>()
  readonly #nodes = new WeakSet<DocumentNode>()
  readonly #only: boolean

  /**
   * `manifests` have texts by id: those of this release and of the one before it. With `only`, nothing else is answered, except
   * for API tokens.
   */
  constructor(manifests: readonly Readonly<Record<string, string>>[], only: boolean) {
    this.#only = only
    for (const [id, text] of manifests.flatMap((manifest) => Object.entries(manifest))) {
      if (this.#byId.has(id)) continue
      const document = { text, operationName: OPERATION_NAME.exec(text)?.[1] ?? '' }
      this.#byId.set(id, document)
      this.#byText.set(text, document)
    }
  }

  /** Reads the manifests in this folder, as `pnpm generate` has written them. */
  static read(folder: string, only: boolean): TrustedDocuments {
    const files = MANIFESTS.map((name) => path.join(folder, name)).filter((file) => existsSync(file))
    const manifests = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)
    return new TrustedDocuments(manifests, only)
  }

  /** Parses, validates and costs all documents. Requests can be served meanwhile; they do the same for themselves. */
  async prepare({ schema, parse, validate, plan }: Engine, log: Logger): Promise<void> {
    for (const document of this.#byId.values()) {
      await nextTurn()
      try {
        const node = parse(document.text)
        const isValid = validate(schema, node).length === 0
        if (isValid) this.#nodes.add(node)
        else log.warn({ operation: document.operationName }, 'a trusted document is not valid with this schema')
        document.allowance = isValid ? allowanceOf(node, schema) : undefined
        document.node = isValid ? node : null
        if (isValid) plan?.(node)
      } catch (error) {
        log.warn({ err: error, operation: document.operationName }, 'a trusted document is not valid')
        document.node = null
      }
    }
  }

  /** The parameters with the text of the document that they name. Throws a RequestError if there is none. */
  resolve<P extends Params>(params: P, viewer: Viewer | null | undefined): P {
    const id = idIn(params)
    if (id === undefined) return params
    const { documentId: _, ...rest } = params
    if (typeof id !== 'string') throw new RequestError('BAD_USER_INPUT', 'The `documentId` is a string.')
    // A WebSocket's message has to have a query.
    if (typeof params.query === 'string' && params.query !== '') {
      if (id === documentId(params.query)) return rest as P
      throw new RequestError('BAD_USER_INPUT', 'The `documentId` is not the SHA-256 of `query`.')
    }
    const known = this.#byId.get(id)
    if (known) return { ...rest, query: known.text, operationName: params.operationName ?? known.operationName } as P
    if (this.#only && !isProgram(viewer)) throw new RequestError('PERSISTED_DOCUMENT_REQUIRED', RELOAD)
    throw new RequestError(
      'PERSISTED_DOCUMENT_NOT_FOUND',
      'There is no document with this id. Send the document itself.',
    )
  }

  /** The prepared document of a text, if there is one. Throws a RequestError if the viewer may not send this text. */
  admit(text: string, viewer: Viewer | null | undefined): DocumentNode | undefined {
    const known = this.#byText.get(text)
    if (known || !this.#only || isProgram(viewer)) return known?.node ?? undefined
    throw new RequestError('PERSISTED_DOCUMENT_REQUIRED', TRUSTED_ONLY)
  }

  /** Whether this document was found valid. */
  isValid(node: DocumentNode): boolean {
    return this.#nodes.has(node)
  }

  /** Whether an operation is known to stay within the limits of complexity. */
  isCosted({ query, variables }: Params = {}): boolean {
    const { allowance } = (typeof query === 'string' && this.#byText.get(query)) || {}
    return allowance !== undefined && isWithin(allowance, variables)
  }
}

/** The id of a document. */
export function documentId(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}

/** Over WebSocket, it is in `extensions`. */
function idIn(params: Params): unknown {
  if (typeof params !== 'object' || params === null) return undefined
  const { documentId, extensions } = params
  return documentId ?? (extensions as { documentId?: unknown } | null | undefined)?.documentId ?? undefined
}

function isProgram(viewer: Viewer | null | undefined): boolean {
  return viewer?.signIn.kind === 'token'
}
