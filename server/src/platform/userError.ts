/** What a person can mend; told in the `errors` of a mutation's payload. */
type UserErrorCode = 'VALIDATION' | 'FORBIDDEN' | 'NOT_FOUND' | 'CONFLICT' | 'IDEMPOTENCY_CONFLICT'

/** An error that the user can understand and correct. Thrown before anything is written. */
export class UserError extends Error {
  readonly code: UserErrorCode
  /** The path to the input field that is wrong, where there is one. */
  readonly path: string[] | null

  constructor(code: UserErrorCode, message: string, path: string[] | null = null) {
    super(message)
    this.name = 'UserError'
    this.code = code
    this.path = path
  }
}

/** The answer for what is not there and for what is not yours: nobody can tell which. */
export function notFound(what: string, field?: string): UserError {
  return new UserError('NOT_FOUND', `There is no such ${what}.`, field ? ['input', field] : null)
}

/** What a program must mend, or what cannot be had now; told as a top-level error with `extensions.code`. */
export type RequestErrorCode =
  | 'UNAUTHENTICATED'
  | 'VIEWER_MISMATCH'
  | 'BAD_USER_INPUT'
  | 'NOT_FOUND'
  | 'RATE_LIMITED'
  | 'QUERY_TOO_COMPLEX'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR'

/** A request that cannot be answered as it is. Its message is shown to whoever asked. */
export class RequestError extends Error {
  readonly code: RequestErrorCode

  constructor(code: RequestErrorCode, message: string) {
    super(message)
    this.name = 'RequestError'
    this.code = code
  }
}
