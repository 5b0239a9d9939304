import { authPost, type AuthAnswer } from './authPost.ts'
import { forgetForGood } from '../graphql/offlineStores.ts'
import { announceViewer, checkViewer } from './checkViewer.ts'
import { rememberViewer } from './lastViewer.ts'

export type SignInProblem = 'wrong' | 'disabled' | 'limited' | 'unreachable' | 'failed'
export type CodeProblem = 'wrongCode' | 'codeOver' | 'disabled' | 'limited' | 'unreachable' | 'failed'

/** Signs in; the response sets an HttpOnly cookie. Returns the error code, `secondFactor` if a code has to follow, or null. */
export const signIn = async (email: string, password: string): Promise<SignInProblem | 'secondFactor' | null> => {
  const answer = await authPost('sign-in/email', { email, password })
  if (answer?.ok) return signedIn(answer)
  return commonProblem(answer) ?? 'wrong'
}

/** What follows from a correct password or link. */
export const signedIn = ({ body }: AuthAnswer): 'secondFactor' | null => {
  if ((body as { secondFactor?: boolean } | null)?.secondFactor) return 'secondFactor'
  announceViewer()
  return null
}

/** Completes a sign-in with a code. Returns the error code, or null. */
export const enterCode = async (code: string, isRecovery: boolean): Promise<CodeProblem | null> => {
  const answer = await authPost(isRecovery ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', { code })
  if (answer?.ok) return signedIn(answer) && null
  const over = answer?.code === 'INVALID_TWO_FACTOR_COOKIE' || answer?.code === 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE'
  return commonProblem(answer) ?? (over ? 'codeOver' : 'wrongCode')
}

const commonProblem = (answer: AuthAnswer | undefined) => {
  if (!answer) return 'unreachable'
  if (answer.code === 'DISABLED') return 'disabled'
  if (answer.status === 429) return 'limited'
  return answer.status >= 500 ? 'failed' : undefined
}

/** Signs out and loads `to`, so that no data stays in memory. Never signs out another user. */
export const signOut = async (to = '/sign-in'): Promise<void> => {
  const answer = await authPost('sign-out', {})
  if (answer?.code === 'VIEWER_MISMATCH') return void checkViewer()
  rememberViewer(null)
  await forgetForGood()
  if ('clearAppBadge' in navigator) await navigator.clearAppBadge().catch(() => undefined)
  announceViewer()
  location.assign(to)
}
