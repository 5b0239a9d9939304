import type { OwnRoutes } from './ownRoutes.ts'
import { readSignUp } from './signUp.ts'

/** `GET /options`: what the sign-in page offers. */
export const SIGN_IN_OPTIONS: OwnRoutes = {
  'GET /options': async ({ pool, env }) => {
    const { signUp, domains } = await readSignUp(pool)
    const providers = env.OIDC_PROVIDERS.map(({ id, name }) => ({ id, name }))
    return Response.json({ signUp, domains: signUp === 'domains' ? domains : [], providers })
  },
}
