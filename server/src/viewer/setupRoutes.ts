import { AuthRefusal, signInRequest } from './authRequest.ts'
import { emailIn, nameIn, passwordIn, tokenIn } from './newAccount.ts'
import type { OwnRoutes } from './ownRoutes.ts'
import { completeSetup, isSetupOpen } from './setupLink.ts'

/**
 * The endpoints of the link that a desk without an admin prints: `POST /setup` returns whether it is valid, `POST
 * /setup/complete` creates the first admin and signs in. A token of 256 bits cannot be guessed, so attempts are not counted.
 */
export const SETUP: OwnRoutes = {
  'POST /setup': async ({ body, pool }) => ((await isSetupOpen(pool, tokenIn(body))) ? Response.json({}) : gone()),
  'POST /setup/complete': async ({ body, pool, web, signIn }) => {
    const token = tokenIn(body)
    if (!(await isSetupOpen(pool, token))) return gone()
    const owner = { name: nameIn(body), email: emailIn(body) }
    const account = { ...owner, password: await passwordIn(body, owner) }
    if (!(await completeSetup(pool, { token, ...account }))) return gone()
    return signIn(signInRequest(web, account))
  },
}

function gone(): never {
  throw new AuthRefusal(404, 'SETUP_GONE', 'This link has been used, or is older than a day.')
}
