import { authPost } from '../viewer/authPost.ts'
import { announceViewer } from '../viewer/checkViewer.ts'

/** The recipient of an invitation. */
export type Invited = { email: string; name: string; role: string; shopName: string | null }

/** Error codes; the strings catalogue has a message for each. */
export type InvitationProblem =
  | 'linkGone'
  | 'known'
  | 'wrongName'
  | 'wrongPassword'
  | 'weakPassword'
  | 'unreachable'
  | 'failed'

const PROBLEMS: Record<string, InvitationProblem> = {
  INVITATION_GONE: 'linkGone',
  KNOWN: 'known',
  NAME: 'wrongName',
  PASSWORD: 'wrongPassword',
  WEAK_PASSWORD: 'weakPassword',
}

const post = async <Answer>(path: string, body: object): Promise<Answer | InvitationProblem> => {
  const answer = await authPost(path, body)
  if (!answer) return 'unreachable'
  return answer.ok ? (answer.body as Answer) : (PROBLEMS[answer.code ?? ''] ?? 'failed')
}

/** The recipient of the link, or an error. */
export const readInvitation = (token: string): Promise<Invited | InvitationProblem> => post('invitation', { token })

/** Creates the account and signs in; the response sets the cookie. Returns the error code, or null. */
export const acceptInvitation = async (
  token: string,
  name: string,
  password: string,
): Promise<InvitationProblem | null> => {
  const answer = await post<object>('invitation/accept', { token, name, password })
  if (typeof answer === 'string') return answer
  announceViewer()
  return null
}
