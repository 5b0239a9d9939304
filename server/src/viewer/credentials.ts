import type { IncomingHttpHeaders } from 'node:http'
import { RequestError } from '../platform/userError.ts'

/** The credentials that a request carries. */
export interface Credentials {
  cookie?: string | undefined
  authorization?: string | undefined
  /** The user the page acts as: `User.id` of the API. Programs need not state it. */
  viewer?: string | undefined
}

/** The credentials in a request's headers. */
export function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  const { cookie, authorization } = headers
  const viewer = headers['parley-viewer']
  return { cookie, authorization, viewer: typeof viewer === 'object' ? viewer.join() : viewer }
}

/**
 * Throws VIEWER_MISMATCH if a page acts as another person than its cookie belongs to. All tabs of a browser share one
 * cookie, so a page may show one person while another has signed in in another tab.
 */
export function checkViewer(viewer: { id: string }, stated: string | undefined): void {
  if (stated === undefined || stated === viewer.id || stated === apiIdOf(viewer)) return
  throw new RequestError('VIEWER_MISMATCH', 'Another user has signed in. Reload the page.')
}

/** The id that graphql/globalId.ts creates; features do not import graphql/. */
function apiIdOf({ id }: { id: string }): string {
  return Buffer.from(`User:${id}`).toString('base64')
}
