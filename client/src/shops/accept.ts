import { authPost } from '../viewer/authPost.ts'
import { announceViewer } from '../viewer/checkViewer.ts'

/** Error codes; the strings catalogue has a message for each. */
export type JoinProblem =
  | 'linkGone'
  | 'known'
  | 'wrongName'
  | 'wrongPassword'
  | 'weakPassword'
  | 'unreachable'
  | 'failed'

const PROBLEMS: Record<string, JoinProblem> = {
  INVITATION_GONE: 'linkGone',
  KNOWN: 'known',
  NAME: 'wrongName',
  PASSWORD: 'wrongPassword',
  WEAK_PASSWORD: 'weakPassword',
}

/** Creates the account of a seller who joins a shop, and signs in. Returns the error code, or null. */
export const joinWithNewAccount = async (
  token: string,
  name: string,
  password: string,
): Promise<JoinProblem | null> => {
  const answer = await authPost('shop-invitation/accept', { token, name, password })
  if (!answer) return 'unreachable'
  if (!answer.ok) return PROBLEMS[answer.code ?? ''] ?? 'failed'
  announceViewer()
  return null
}
