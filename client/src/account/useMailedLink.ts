import { useEffect, useState } from 'react'
import { authPost } from '../viewer/authPost.ts'
import { type Problem, problemOf } from './problems.ts'

/** The token of a mail's link is in the fragment, which is never sent to a server by itself. */
export const tokenInLink = (): string => new URLSearchParams(location.hash.slice(1)).get('token') ?? ''

/** Whose the link of this page is: undefined while the server is asked. */
export const useMailedLink = (path: string): { token: string; email?: string; problem: Problem | null } => {
  const [token] = useState(tokenInLink)
  const [found, setFound] = useState<{ email?: string; problem: Problem | null }>({ problem: null })
  useEffect(() => {
    if (!token) return
    void authPost(path, { token }).then((answer) =>
      setFound({ email: (answer?.body as { email?: string } | null)?.email, problem: problemOf(answer) }),
    )
  }, [path, token])
  return { token, ...found }
}
