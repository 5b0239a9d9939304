import type pg from 'pg'
import { isVisible } from '../platform/characters.ts'
import { lineOf, problemOfLine } from '../platform/text.ts'
import { acceptInvitation, findInvitation } from './acceptInvitation.ts'
import { AUTH_PATH } from './betterAuth.ts'
import { AuthRefusal, type AuthRequest } from './authRequest.ts'

/** The endpoints that a link's holder uses before there is anybody to sign in. */
export const INVITATION_ROUTES = ['POST /invitation', 'POST /invitation/accept']

const NAME_MAX = 100
/** better-auth's own. */
const PASSWORD = { min: 10, max: 128 }

/**
 * Answers what comes from an invitation's page: `POST /invitation` tells whom it is for, `POST /invitation/accept` makes the
 * account and signs in. Guessing a token of 256 bits is hopeless, so attempts are not counted.
 */
export async function answerInvitation(
  { route, body, web }: AuthRequest,
  pool: pg.Pool,
  signIn: (request: Request) => Promise<Response>,
): Promise<Response> {
  const token = typeof body.token === 'string' ? body.token : ''
  if (route === 'POST /invitation') return Response.json((await findInvitation(pool, token)) ?? gone())
  const name = typeof body.name === 'string' ? lineOf(body.name) : ''
  const password = typeof body.password === 'string' ? body.password : ''
  if (!isVisible(name) || name.length > NAME_MAX) {
    throw new AuthRefusal(400, 'NAME', `A name has 1 to ${NAME_MAX} characters, and some that can be seen.`)
  }
  const problem = problemOfLine(name)
  if (problem) throw new AuthRefusal(400, 'NAME', problem)
  if (password.length < PASSWORD.min || password.length > PASSWORD.max) {
    throw new AuthRefusal(400, 'PASSWORD', `A password has ${PASSWORD.min} to ${PASSWORD.max} characters.`)
  }
  const accepted = await acceptInvitation(pool, { token, name, password })
  if (accepted === 'gone') return gone()
  if (accepted === 'known') throw new AuthRefusal(409, 'KNOWN', 'Somebody with this address is here already: sign in.')
  return signIn(
    new Request(new URL(`${AUTH_PATH}/sign-in/email`, web.url), {
      method: 'POST',
      headers: web.headers,
      body: JSON.stringify({ email: accepted.email, password }),
    }),
  )
}

function gone(): never {
  throw new AuthRefusal(404, 'INVITATION_GONE', 'This link has been used, withdrawn or replaced, or is too old.')
}
