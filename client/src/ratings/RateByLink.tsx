import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { COMMENT_MAX } from './RatingComment.tsx'
import { rateByLink, type LinkedTicket } from './ratingLink.ts'
import { RatingScale } from './RatingScale.tsx'

/** The score that the clicked link names. */
const linkedScore = (): number | null => {
  const score = Number(new URLSearchParams(location.search).get('score'))
  return Number.isInteger(score) && score >= 1 && score <= 5 ? score : null
}

/** Rates the ticket of a link, with the score of the link chosen. */
export const RateByLink = ({ token, ticket }: { token: string; ticket: LinkedTicket }) => {
  const t = useTranslations('ratings')
  const [score, setScore] = useState(linkedScore() ?? ticket.score)
  const [comment, setComment] = useState(ticket.comment ?? '')
  const [state, setState] = useState<'choosing' | 'busy' | 'done'>('choosing')
  const [problem, setProblem] = useState<string>()

  const send = async () => {
    if (score === null) return setProblem(t('chooseFirst'))
    setProblem(undefined)
    setState('busy')
    const result = await rateByLink(token, { score, comment })
    setState('ticket' in result ? 'done' : 'choosing')
    if ('ticket' in result) return
    setProblem('refusal' in result ? result.refusal : t(result.problem === 'gone' ? 'gone' : 'failed'))
  }
  return (
    <>
      <p dir="auto" className="wrap-anywhere text-muted">
        {ticket.subject} <span className="whitespace-nowrap">({ticket.number})</span>
      </p>
      {ticket.state !== 'open' ? (
        <p role="alert">{t(ticket.state)}</p>
      ) : state === 'done' ? (
        <>
          <div role="status">
            <p className="font-medium">{t('thanks')}</p>
            <p className="text-muted">{t('changeable')}</p>
          </div>
          <Button onPress={() => setState('choosing')}>{t('change')}</Button>
        </>
      ) : (
        <>
          <h2 className="font-medium">{t('question')}</h2>
          <RatingScale score={score} onChoose={setScore} />
          <Field label={t('comment')} rows={3} value={comment} onChange={setComment} maxLength={COMMENT_MAX} />
          {problem && (
            <p role="alert" className="text-sm text-danger">
              {problem}
            </p>
          )}
          <Button variant="primary" className="h-9" isDisabled={state === 'busy'} onPress={() => void send()}>
            {t('send')}
          </Button>
        </>
      )}
    </>
  )
}
