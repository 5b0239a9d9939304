import { useTranslations } from 'use-intl'
import type { Problem } from './problems.ts'

/** Says what went wrong, if anything. */
export const ProblemText = ({ problem }: { problem: Problem | null }) => {
  const t = useTranslations('account.problems')
  return (
    problem && (
      <p role="alert" className="text-sm text-danger">
        {t(problem)}
      </p>
    )
  )
}
