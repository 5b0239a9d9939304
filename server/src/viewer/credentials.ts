import type { IncomingHttpHeaders } from 'node:http'
import { RequestError } from '../platform/userError.ts'

/** What a request brings to show who it comes from. */
export interface Credentials {
  cookie?: string | undefined
  authorization?: string | undefined
  /** Whom the page acts as: `User.id` of the API. Programs need not say it. */
  viewer?: string | undefined
}

/** The credentials in a request's headers. */
export function credentialsOf(headers: IncomingHttpHeaders): Credentials {
  const { cookie, authorization } = headers
  const viewer = headers['parley-viewer']
  return { cookie, authorization, viewer: typeof viewer === 'object' ? viewer.join() : viewer }
}

/**
 * Throws VIEWER_MISMATCH where a page acts as another person than its cookie belongs to. All tabs of a browser share
 * one cookie, so a page may be shown to one person while another has signed in beside it.
 */
export function checkViewer(viewer: { id: string }, stated: string | undefined): void {
  if (stated === undefined || stated === viewer.id || stated === apiIdOf(viewer)) return
  throw new RequestError('VIEWER_MISMATCH', 'Somebody else has signed in. Reload the page.')
}

/** The id that graphql/globalId.ts makes; features do not import graphql/. */
function apiIdOf({ id }: { id: string }): string {
  return Buffer.from(`User:${id}`).toString('base64')
}
