let actingId: string | undefined

/**
 * Whom this page acts as: the first person the API said is signed in. It stays so until the page is loaded anew. All tabs
 * share one cookie, and another tab may sign somebody else in; each request says whom it is for, and the server refuses it
 * (VIEWER_MISMATCH) where the cookie says otherwise.
 */
export const actingViewer = (): string | undefined => actingId

/** Fixes whom the page acts as, with the first answer that says so. */
export const actAs = (id: string | undefined): void => {
  actingId ??= id
}

/** The header by which a request says whom it is for; none before that is known. */
export const viewerHeaders = (): Record<string, string> => (actingId ? { 'parley-viewer': actingId } : {})
