import type pg from 'pg'
import { acceptInvitation, findInvitation } from './acceptInvitation.ts'
import { AuthRefusal, signInRequest, type AuthRequest } from './authRequest.ts'
import { nameIn, passwordIn } from './newAccount.ts'

/** The endpoints that the holder of an invitation link uses before signing in. */
export const INVITATION_ROUTES = ['POST /invitation', 'POST /invitation/accept']

/**
 * Handles requests of the invitation page: `POST /invitation` returns whom it is for, `POST /invitation/accept` creates the
 * account and signs in. A token of 256 bits cannot be guessed, so attempts are not counted.
 */
export async function answerInvitation(
  { route, body, web }: AuthRequest,
  pool: pg.Pool,
  signIn: (request: Request) => Promise<Response>,
): Promise<Response> {
  const token = typeof body.token === 'string' ? body.token : ''
  if (route === 'POST /invitation') return Response.json((await findInvitation(pool, token)) ?? gone())
  const password = passwordIn(body)
  const accepted = await acceptInvitation(pool, { token, name: nameIn(body), password })
  if (accepted === 'gone') return gone()
  if (accepted === 'known')
    throw new AuthRefusal(409, 'KNOWN', 'An account with this email address already exists. Sign in instead.')
  return signIn(signInRequest(web, { email: accepted.email, password }))
}

function gone(): never {
  throw new AuthRefusal(404, 'INVITATION_GONE', 'This link has been used, withdrawn or replaced, or has expired.')
}
