let actingId: string | undefined

/**
 * The user this page acts as: the first user the API reported as signed in. Fixed until the page reloads. All tabs
 * share one cookie, and another tab may sign in another user; each request names its user, and the server rejects it
 * (VIEWER_MISMATCH) where the cookie says otherwise.
 */
export const actingViewer = (): string | undefined => actingId

/** Sets the acting user from the first response that names one. */
export const actAs = (id: string | undefined): void => {
  actingId ??= id
}

/** The request header that names the acting user; empty until it is known. */
export const viewerHeaders = (): Record<string, string> => (actingId ? { 'parley-viewer': actingId } : {})
