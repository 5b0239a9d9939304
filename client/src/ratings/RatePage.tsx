import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { RateByLink } from './RateByLink.tsx'
import { readRatingLink } from './ratingLink.ts'

type Found = Awaited<ReturnType<typeof readRatingLink>>

/** The page of a mail's link: the score is chosen, and one button sends it, without signing in. */
export const RatePage = () => {
  const t = useTranslations('ratings')
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const [found, setFound] = useState<Found>()
  useEffect(() => {
    void readRatingLink(token).then(setFound)
  }, [token])
  const again = () => void readRatingLink(token).then(setFound)

  const isFailed = found && !('ticket' in found) && !('problem' in found && found.problem === 'gone')
  return (
    <EntryPage title={t('pageTitle')}>
      {found && 'ticket' in found && <RateByLink token={token} ticket={found.ticket} />}
      {found && 'problem' in found && found.problem === 'gone' && <p role="alert">{t('gone')}</p>}
      {isFailed && (
        <>
          <p role="alert">{t('unreachable')}</p>
          <Button variant="primary" className="h-9" onPress={again}>
            {t('retry')}
          </Button>
        </>
      )}
      {found && <Button onPress={() => location.assign('/')}>{t('toDesk')}</Button>}
    </EntryPage>
  )
}
