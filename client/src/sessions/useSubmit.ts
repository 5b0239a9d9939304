import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { closeSessionDialog } from './sessionDialog.ts'

type Problem = { message: string; path: readonly string[] | null }

/** Sends a form of a session's dialog: closes it, or shows what is wrong next to the field that it is about. */
export const useSubmit = () => {
  const t = useTranslations('sessions')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const submit = async (send: () => Promise<readonly Problem[] | undefined>): Promise<void> => {
    const problems = (await send()) ?? [{ message: t('changeFailed'), path: null }]
    setErrors(Object.fromEntries(problems.map(({ path, message }) => [path?.at(-1) ?? 'general', message])))
    if (problems.length === 0) closeSessionDialog()
  }
  return { errors, setErrors, submit }
}
