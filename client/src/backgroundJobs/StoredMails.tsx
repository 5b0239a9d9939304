import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { useStoredMailsQuery } from './backgroundJobs.generated.ts'

/** For admins of a desk without a mail server: the mails that were stored instead of sent. */
export const StoredMails = () => {
  const t = useTranslations('backgroundJobs')
  const [{ data }] = useStoredMailsQuery({ requestPolicy: 'network-only' })
  const mails = data?.storedMails ?? []
  if (mails.length === 0) return null
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">{t('mails')}</h3>
      <p className="text-sm text-muted">{t('mailsHint')}</p>
      <ul className="rounded-md border border-line">
        {mails.map(({ id, to, subject, at, text }) => (
          <li key={id} className="border-b border-line last:border-0">
            <details className="group">
              <summary className="flex cursor-pointer flex-col gap-0.5 px-3 py-2 hover:bg-hover">
                <span dir="auto" className="font-medium wrap-anywhere">
                  {subject}
                </span>
                <span className="text-xs wrap-anywhere text-muted">{t('mailTo', { to, time: fullTime(at) })}</span>
              </summary>
              <pre className="border-t border-line bg-sunken px-3 py-2 font-sans text-sm wrap-anywhere whitespace-pre-wrap">
                {text}
              </pre>
            </details>
          </li>
        ))}
      </ul>
    </section>
  )
}
