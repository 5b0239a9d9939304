import type pg from 'pg'
import type { Env } from '../env.ts'
import type { AuthRequest } from './authRequest.ts'
import type { Viewer } from './viewer.ts'

/** What the desk's own endpoints of /api/auth need. */
export interface OwnRequest extends AuthRequest {
  pool: pg.Pool
  env: Env
  /** Who is signed in; endpoints of ACCOUNT routes are refused without. */
  viewer: Viewer | null
  /** Signs in as `web` says, in place of the browser's previous sign-in. */
  signIn(web: Request): Promise<Response>
}

/** Endpoints that better-auth does not have, by method and path. */
export type OwnRoutes = Record<string, (request: OwnRequest) => Promise<Response>>
