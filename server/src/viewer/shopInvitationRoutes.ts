import { acceptShopInvitation, findOpenShopInvitation } from './acceptShopInvitation.ts'
import { AuthRefusal, signInRequest } from './authRequest.ts'
import { nameIn, passwordIn, tokenIn } from './newAccount.ts'
import type { OwnRoutes } from './ownRoutes.ts'

/**
 * What the holder of a link to answer for a shop uses without an account: `POST /shop-invitation/accept` creates the account of a
 * seller and signs in. Sellers who have one accept with the mutation `acceptShopInvitation`.
 */
export const SHOP_INVITATION: OwnRoutes = {
  'POST /shop-invitation/accept': async ({ body, pool, web, signIn }) => {
    const token = tokenIn(body)
    const { email } = (await findOpenShopInvitation(pool, token)) ?? gone()
    const name = nameIn(body)
    const password = await passwordIn(body, { name, email })
    const accepted = await acceptShopInvitation(pool, { token, name, password })
    if (accepted === 'gone') return gone()
    if (accepted === 'known')
      throw new AuthRefusal(409, 'KNOWN', 'An account with this email address already exists. Sign in to accept.')
    return signIn(signInRequest(web, { email: accepted.email, password }))
  },
}

function gone(): never {
  throw new AuthRefusal(404, 'INVITATION_GONE', 'This link has been used or withdrawn, or has expired.')
}
