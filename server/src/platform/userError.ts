/** An error that the user can correct; returned in the `errors` of a mutation's payload. */
type UserErrorCode = 'VALIDATION' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT' | 'IDEMPOTENCY_CONFLICT'

/** An error that the user can understand and correct. Thrown before anything is written. */
export class UserError extends Error {
  readonly code: UserErrorCode
  /** The path to the invalid input field, if any. */
  readonly path: string[] | null

  constructor(code: UserErrorCode, message: string, path: string[] | null = null) {
    super(message)
    this.name = 'UserError'
    this.code = code
    this.path = path
  }
}

/** The error for missing and for invisible objects, so that the two cannot be distinguished. */
export function notFound(what: string, field?: string): UserError {
  return new UserError('NOT_FOUND', `There is no such ${what}.`, field ? ['input', field] : null)
}

/** An error that only the client program can fix, or an unavailable service; returned as a top-level error with `extensions.code`. */
export type RequestErrorCode =
  | 'UNAUTHENTICATED'
  | 'INSUFFICIENT_SCOPE'
  | 'VIEWER_MISMATCH'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'PERSISTED_DOCUMENT_NOT_FOUND'
  | 'PERSISTED_DOCUMENT_REQUIRED'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR'

/** A request that cannot be answered. Its message is shown to the client. */
export class RequestError extends Error {
  readonly code: RequestErrorCode
  /** After how many seconds it is worth trying again; unknown for most errors. */
  readonly retryAfter: number | undefined

  constructor(code: RequestErrorCode, message: string, retryAfter?: number) {
    super(message)
    this.name = 'RequestError'
    this.code = code
    this.retryAfter = retryAfter
  }
}
