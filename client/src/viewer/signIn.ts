import { rememberViewer } from './lastViewer.ts'

export type SignInProblem = 'wrong' | 'limited' | 'unreachable' | 'failed'

const post = (path: string, body: object): Promise<Response> =>
  fetch(`/api/auth/${path}`, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

/** Signs in; the answer sets an HttpOnly cookie. Returns what went wrong, or null. */
export const signIn = async (email: string, password: string): Promise<SignInProblem | null> => {
  try {
    const { ok, status } = await post('sign-in/email', { email, password })
    if (ok) return null
    if (status === 429) return 'limited'
    return status >= 500 ? 'failed' : 'wrong'
  } catch {
    return 'unreachable'
  }
}

/** Signs out and starts the page anew, so that nothing read stays in memory. */
export const signOut = async (): Promise<void> => {
  rememberViewer(null)
  await post('sign-out', {}).catch(() => undefined)
  location.assign('/sign-in')
}

/**
 * Who is signed in now: their id, null for nobody, undefined when it cannot be told. Asked past the GraphQL client, which
 * holds every operation back while it waits for a sign-in.
 */
export const whoIsSignedIn = async (): Promise<string | null | undefined> => {
  try {
    const response = await fetch('/graphql', {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'query WhoIsSignedIn { viewer { id } }' }),
    })
    const { data } = (await response.json()) as { data?: { viewer: { id: string } | null } | null }
    return data ? (data.viewer?.id ?? null) : undefined
  } catch {
    return undefined
  }
}
