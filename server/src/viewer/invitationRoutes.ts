import { acceptInvitation, findInvitation } from './acceptInvitation.ts'
import { AuthRefusal, signInRequest } from './authRequest.ts'
import { nameIn, passwordIn, tokenIn } from './newAccount.ts'
import type { OwnRoutes } from './ownRoutes.ts'

/**
 * What the holder of an invitation link uses before signing in: `POST /invitation` returns whom it is for, `POST
 * /invitation/accept` creates the account and signs in. A token of 256 bits cannot be guessed, so attempts are not counted.
 */
export const INVITATION: OwnRoutes = {
  'POST /invitation': async ({ body, pool }) => Response.json((await findInvitation(pool, tokenIn(body))) ?? gone()),
  'POST /invitation/accept': async ({ body, pool, web, signIn }) => {
    const token = tokenIn(body)
    const { email } = (await findInvitation(pool, token)) ?? gone()
    const name = nameIn(body)
    const password = await passwordIn(body, { name, email })
    const accepted = await acceptInvitation(pool, { token, name, password })
    if (accepted === 'gone') return gone()
    if (accepted === 'known')
      throw new AuthRefusal(409, 'KNOWN', 'An account with this email address already exists. Sign in instead.')
    return signIn(signInRequest(web, { email: accepted.email, password }))
  },
}

function gone(): never {
  throw new AuthRefusal(404, 'INVITATION_GONE', 'This link has been used, withdrawn or replaced, or has expired.')
}
