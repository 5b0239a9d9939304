import type { CombinedError } from '@urql/core'

/** The stable `extensions.code` of a failed operation; NETWORK where nothing answered. */
export const errorCode = (error: CombinedError | undefined): string | undefined => {
  if (!error) return undefined
  const code = error.graphQLErrors.find(({ extensions }) => extensions?.code)?.extensions.code
  return typeof code === 'string' ? code : error.networkError ? 'NETWORK' : undefined
}

/** The request id to quote when asking for help. */
export const requestId = (error: CombinedError | undefined): string | undefined => {
  const id = error?.graphQLErrors.find(({ extensions }) => extensions?.requestId)?.extensions.requestId
  if (typeof id === 'string') return id
  const response: unknown = error?.response
  return response instanceof Response ? (response.headers.get('x-request-id') ?? undefined) : undefined
}

export const isUnauthenticated = (error: CombinedError | undefined): boolean => errorCode(error) === 'UNAUTHENTICATED'

/** Whether the server rejected the request because another user is signed in than the page acts as. */
export const isViewerMismatch = (error: CombinedError | undefined): boolean => errorCode(error) === 'VIEWER_MISMATCH'

/** Transient failures that are retried soon: no response, or a server that says so. */
export const isPassing = (error: CombinedError): boolean =>
  ['NETWORK', 'SERVICE_UNAVAILABLE'].includes(errorCode(error) ?? '')

/** After how many milliseconds the server wants to be asked again; undefined if it did not refuse because of a limit. */
export const retryAfterMs = (error: CombinedError | undefined): number | undefined => {
  const response = error?.response as Partial<Response> | undefined
  if (errorCode(error) !== 'RATE_LIMITED' && response?.status !== 429) return undefined
  const inError = error?.graphQLErrors.find(({ extensions }) => extensions?.retryAfter)?.extensions.retryAfter
  // A proxy that limits requests says it in the header.
  const seconds = typeof inError === 'number' ? inError : Number(response?.headers?.get('retry-after') ?? 0)
  return seconds > 0 ? seconds * 1_000 : undefined
}

/** What the server says about a limit that was reached: what is too much, and when to try again. */
export const limitMessage = (error: CombinedError | undefined): string | undefined =>
  errorCode(error) === 'RATE_LIMITED' ? error?.graphQLErrors[0]?.message : undefined

/** Errors that a program caused, in words for its author: syntax, types, limits of documents. */
const OF_PROGRAMS = /^(BAD_USER_INPUT|QUERY_TOO_COMPLEX|INSUFFICIENT_SCOPE|PERSISTED_DOCUMENT_\w+)$/

/** Whether the message of an error with this code is for the author of a program. */
export const isOfPrograms = (code: unknown): boolean => typeof code !== 'string' || OF_PROGRAMS.test(code)

/** What the server says to the person about a failed operation, in their language; null if its words are for programs. */
export const messageForPeople = (error: CombinedError): string | null => {
  const told = error.graphQLErrors[0]
  return told && !isOfPrograms(told.extensions?.code) ? told.message : null
}
