import type pg from 'pg'
import { AuthRefusal, signInRequest, type AuthRequest } from './authRequest.ts'
import { emailIn, nameIn, passwordIn } from './newAccount.ts'
import { completeSetup, isSetupOpen } from './setupLink.ts'

/** The endpoints of the link that a desk without an admin prints. */
export const SETUP_ROUTES = ['POST /setup', 'POST /setup/complete']

/**
 * Handles requests of the setup page: `POST /setup` returns whether the link is valid, `POST /setup/complete` creates the
 * first admin and signs in. A token of 256 bits cannot be guessed, so attempts are not counted.
 */
export async function answerSetup(
  { route, body, web }: AuthRequest,
  pool: pg.Pool,
  signIn: (request: Request) => Promise<Response>,
): Promise<Response> {
  const token = typeof body.token === 'string' ? body.token : ''
  if (route === 'POST /setup') return (await isSetupOpen(pool, token)) ? Response.json({}) : gone()
  const account = { name: nameIn(body), email: emailIn(body), password: passwordIn(body) }
  if (!(await completeSetup(pool, { token, ...account }))) return gone()
  return signIn(signInRequest(web, account))
}

function gone(): never {
  throw new AuthRefusal(404, 'SETUP_GONE', 'This link has been used, or is older than a day.')
}
