import { useTranslations } from 'use-intl'
import { RatingComment } from './RatingComment.tsx'
import { RatingScale } from './RatingScale.tsx'
import type { RatedTicketFragment } from './ratings.generated.ts'
import { useRate } from './useRate.ts'

/** Rates a ticket with one click; a comment can be added afterwards. */
export const GiveRating = ({ ticket }: { ticket: RatedTicketFragment }) => {
  const t = useTranslations('ratings')
  const { current, score, rate, isSaving } = useRate(ticket)
  return (
    <>
      <RatingScale score={score} onChoose={(chosen) => void rate({ score: chosen })} />
      <div role="status" className="text-sm text-muted empty:hidden">
        {current && (
          <>
            {t('thanks')} {t('changeable')}
          </>
        )}
      </div>
      {current && (
        <RatingComment
          comment={current.comment}
          isSaving={isSaving}
          onSave={(comment) => rate({ score: current.score, comment })}
        />
      )}
    </>
  )
}
