import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { BaseDialog } from '../ui/BaseDialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { useInboundMailsQuery } from './inboundMails.generated.ts'
import { inboundMailsDialog } from './inboundMailsDialog.ts'
import { MailLine } from './MailLine.tsx'

/** The emails that did not become messages, newest first, for admins. */
export const InboundMails = () => {
  const t = useTranslations('inboundMails')
  const [{ data, error }, load] = useInboundMailsQuery({
    variables: { states: ['REJECTED', 'IGNORED'] },
    requestPolicy: 'cache-and-network',
  })
  const mails = data?.inboundMails?.edges.map(({ node }) => node)
  return (
    <BaseDialog title={t('title')} isOpen wide onClose={inboundMailsDialog.close}>
      <div className="flex flex-col gap-3">
        <p className="text-sm text-muted">{t('hint')}</p>
        {error && !mails ? (
          <ErrorPanel
            message={t('failed')}
            requestId={requestId(error)}
            onRetry={() => load({ requestPolicy: 'network-only' })}
          />
        ) : !mails ? (
          <SkeletonRows rows={2} />
        ) : mails.length === 0 ? (
          <p className="rounded-md border border-line p-6 text-center text-muted">{t('none')}</p>
        ) : (
          <ul aria-label={t('title')} className="rounded-md border border-line">
            {mails.map((mail) => (
              <MailLine key={mail.id} mail={mail} />
            ))}
          </ul>
        )}
      </div>
    </BaseDialog>
  )
}
