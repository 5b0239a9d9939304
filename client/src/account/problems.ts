import type { AuthAnswer } from '../viewer/authPost.ts'
import { accountStrings } from './strings.ts'

/** What went wrong; the strings catalogue has a message for each. */
export type Problem = keyof typeof accountStrings.problems

/** What went wrong with a request, or null. */
export const problemOf = (answer: AuthAnswer | undefined): Problem | null => {
  if (!answer) return 'unreachable'
  if (answer.ok) return null
  const code = answer.code ?? ''
  return code in accountStrings.problems ? (code as Problem) : 'failed'
}
