import { authPost } from './authPost.ts'
import { announceViewer, checkViewer } from './checkViewer.ts'
import { rememberViewer } from './lastViewer.ts'

export type SignInProblem = 'wrong' | 'disabled' | 'limited' | 'unreachable' | 'failed'

/** Signs in; the response sets an HttpOnly cookie. Returns the error code, or null. */
export const signIn = async (email: string, password: string): Promise<SignInProblem | null> => {
  const answer = await authPost('sign-in/email', { email, password })
  if (!answer) return 'unreachable'
  if (answer.ok) {
    announceViewer()
    return null
  }
  if (answer.code === 'DISABLED') return 'disabled'
  if (answer.status === 429) return 'limited'
  return answer.status >= 500 ? 'failed' : 'wrong'
}

/** Signs out and loads `to`, so that no data stays in memory. Never signs out another user. */
export const signOut = async (to = '/sign-in'): Promise<void> => {
  const answer = await authPost('sign-out', {})
  if (answer?.code === 'VIEWER_MISMATCH') return void checkViewer()
  rememberViewer(null)
  announceViewer()
  location.assign(to)
}
