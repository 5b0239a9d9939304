import { authPost } from '../viewer/authPost.ts'
import { announceViewer } from '../viewer/checkViewer.ts'

/** Error codes; the strings catalogue has a message for each. */
export type SetupProblem =
  | 'setupGone'
  | 'wrongName'
  | 'wrongEmail'
  | 'wrongPassword'
  | 'weakPassword'
  | 'unreachable'
  | 'setupFailed'

const PROBLEMS: Record<string, SetupProblem> = {
  SETUP_GONE: 'setupGone',
  NAME: 'wrongName',
  EMAIL: 'wrongEmail',
  PASSWORD: 'wrongPassword',
  WEAK_PASSWORD: 'weakPassword',
}

const post = async (path: string, body: object): Promise<SetupProblem | null> => {
  const answer = await authPost(path, body)
  if (!answer) return 'unreachable'
  return answer.ok ? null : (PROBLEMS[answer.code ?? ''] ?? 'setupFailed')
}

/** What is wrong with the link, or null. */
export const checkSetup = (token: string): Promise<SetupProblem | null> => post('setup', { token })

/** Creates the first admin and signs in; the response sets the cookie. Returns the error code, or null. */
export const completeSetup = async (admin: {
  token: string
  name: string
  email: string
  password: string
}): Promise<SetupProblem | null> => {
  const problem = await post('setup/complete', admin)
  if (!problem) announceViewer()
  return problem
}
