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
  await post('sign-out', {}).catch(() => undefined)
  location.assign('/sign-in')
}
