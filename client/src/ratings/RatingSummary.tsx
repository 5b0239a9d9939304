import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import type { RatingFieldsFragment } from './ratings.generated.ts'
import { ScoreIcon } from './RatingScale.tsx'

/** A rating as it is: its score in words, when it was given, and its comment. */
export const RatingSummary = ({ rating }: { rating: RatingFieldsFragment }) => {
  const t = useTranslations('ratings')
  const { score, comment, ratedAt, isCurrent } = rating
  return (
    <div className="flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-2">
        <ScoreIcon score={score} className="size-4 shrink-0 text-accent-text" />
        <span className="font-medium">{t('score', { score: String(score) })}</span>
        <span className="text-sm text-muted">{t('scoreOf', { score })}</span>
      </p>
      {comment && (
        <blockquote className="border-s-2 border-line ps-2 text-sm">
          <span dir="auto" className="block text-match-parent wrap-anywhere whitespace-pre-wrap">
            {comment}
          </span>
        </blockquote>
      )}
      <p className="text-xs text-muted">
        <time dateTime={ratedAt}>{fullTime(ratedAt)}</time>
        {!isCurrent && ` · ${t('before')}`}
      </p>
    </div>
  )
}
