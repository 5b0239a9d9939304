import { useState, type FormEvent } from 'react'
import { authPost, type AuthAnswer } from '../viewer/authPost.ts'
import { type Problem, problemOf } from './problems.ts'

/** A form whose fields are posted to /api/auth. `onDone` is called with the response, unless something went wrong. */
export const useAuthForm = (
  path: string,
  onDone: (fields: Record<string, string>, answer: AuthAnswer) => void,
  more: Record<string, string> = {},
) => {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const fields = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    setBusy(true)
    const answer = await authPost(path, { ...fields, ...more })
    const wrong = problemOf(answer)
    setProblem(wrong)
    setBusy(false)
    if (!wrong) onDone(fields, answer!)
  }
  return { busy, problem, onSubmit: (event: FormEvent<HTMLFormElement>) => void onSubmit(event) }
}
