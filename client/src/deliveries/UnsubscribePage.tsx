import { useEffect, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { readUnsubscription, unsubscribe, type Unsubscription } from './unsubscribe.ts'

/** The page of a mail's link: says what would be turned off, and does so at the press of a button, without signing in. */
export const UnsubscribePage = () => {
  const t = useTranslations('deliveries')
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const [found, setFound] = useState<Unsubscription | 'gone'>()
  const [state, setState] = useState<'asking' | 'busy' | 'done' | 'failed'>('asking')
  useEffect(() => {
    void readUnsubscription(token).then(setFound)
  }, [token])

  const confirm = async () => {
    setState('busy')
    setState((await unsubscribe(token)) ? 'done' : 'failed')
  }
  const toSettings = <Button onPress={() => location.assign('/settings/notifications')}>{t('toSettings')}</Button>
  return (
    <EntryPage title={t('unsubscribeTitle')}>
      {found === 'gone' && (
        <>
          <p role="alert">{t('unsubscribeGone')}</p>
          {toSettings}
        </>
      )}
      {found && found !== 'gone' && (
        <>
          <div role="status" className="flex flex-col gap-2">
            <p>{t(state === 'done' ? 'unsubscribed' : 'unsubscribeText', { email: found.email })}</p>
            <ul className="list-disc ps-6">
              {found.groups.map((group) => (
                <li key={group}>{t('group', { group })}</li>
              ))}
            </ul>
          </div>
          {state === 'failed' && (
            <p role="alert" className="text-sm text-danger">
              {t('unsubscribeFailed')}
            </p>
          )}
          <div className="flex flex-col gap-2">
            {state !== 'done' && (
              <Button variant="primary" className="h-9" isDisabled={state === 'busy'} onPress={() => void confirm()}>
                {t('unsubscribe')}
              </Button>
            )}
            {toSettings}
          </div>
        </>
      )}
    </EntryPage>
  )
}
