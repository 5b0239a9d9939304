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

/** Transient failures: no response, or a server that says so. */
export const isPassing = (error: CombinedError): boolean =>
  ['NETWORK', 'SERVICE_UNAVAILABLE', 'RATE_LIMITED'].includes(errorCode(error) ?? '')
