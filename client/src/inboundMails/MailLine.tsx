import { MailX } from 'lucide-react'
import { useFormatter, useNow, useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { fullTime } from '../lib/time.ts'
import type { MailLineFragment } from './inboundMails.generated.ts'

/** One email that did not become a message: who sent it, what about, and why it was rejected. */
export const MailLine = ({ mail }: { mail: MailLineFragment }) => {
  const t = useTranslations('inboundMails')
  const format = useFormatter()
  const now = useNow()
  const { sender, state, reason, receivedAt, originalUrl } = mail
  const subject = mail.subject || t('noSubject')
  return (
    <li className="flex items-start gap-3 border-b border-line px-3 py-2 last:border-0">
      <MailX
        aria-hidden
        className={classes('mt-0.5 size-4 shrink-0', state === 'REJECTED' ? 'text-danger' : 'text-subtle')}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-0.5">
        <p dir="auto" className="text-match-parent font-medium break-words">
          {subject}
        </p>
        <p className="text-xs break-words text-muted">
          <span dir="auto">{sender ?? t('noSender')}</span>
          {' · '}
          <time dateTime={receivedAt} title={fullTime(receivedAt)}>
            {t('received', { time: format.relativeTime(new Date(receivedAt), now) })}
          </time>
        </p>
        <p className="text-xs text-muted">
          <span className={classes(state === 'REJECTED' && 'font-medium text-danger')}>{t('state', { state })}</span>
          {' · '}
          {t('reason', { reason: reason ?? 'other' })}
        </p>
      </div>
      {originalUrl && (
        <a
          href={originalUrl}
          download
          aria-label={t('downloadOf', { subject })}
          className="shrink-0 text-sm text-muted underline hover:text-text"
        >
          {t('download')}
        </a>
      )}
    </li>
  )
}
