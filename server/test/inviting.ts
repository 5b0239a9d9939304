import { postAuth } from './authApi.ts'
import { mutate } from './mutate.ts'
import type { Actor, TestApp } from './testApp.ts'

/** A valid password. */
export const PASSWORD = 'a long enough password'

let invitees = 0
/** Invites a new person; returns the payload and the token of the link. */
export async function invite(app: TestApp, admin: Actor, more: object = {}) {
  const payload = await mutate(
    app,
    admin,
    'invitePerson',
    { email: `guest${++invitees}@Parley.test`, name: 'Ada Guest', role: 'BUYER', ...more },
    'link mailing invitation { id email mailedAt }',
  )
  return { ...payload, token: tokenIn(payload.link) }
}

/** The token in an invitation's link. */
export const tokenIn = (link: string): string => new URL(link, 'http://desk').searchParams.get('token')!

/** Accepts an invitation. */
export const accept = (app: TestApp, token: string, more: object = {}): Promise<Response> =>
  postAuth(app, '/invitation/accept', { token, name: 'Ada Lovelace', password: PASSWORD, ...more })
