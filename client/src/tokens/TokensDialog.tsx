import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SkeletonRows } from '../ui/Skeleton.tsx'
import { ServiceAccounts } from './ServiceAccounts.tsx'
import { TokenList } from './TokenList.tsx'
import { useApiTokensQuery, useServiceAccountsQuery } from './tokens.generated.ts'
import { tokensDialog } from './tokensDialog.ts'

/** Everybody's API tokens and the service accounts, for admins. */
export const TokensDialog = () => {
  const t = useTranslations('tokens')
  const [tokens, loadTokens] = useApiTokensQuery({ requestPolicy: 'cache-and-network' })
  const [accounts, loadAccounts] = useServiceAccountsQuery({ requestPolicy: 'cache-and-network' })
  const error = tokens.error ?? accounts.error
  const again = () => {
    loadTokens({ requestPolicy: 'network-only' })
    loadAccounts({ requestPolicy: 'network-only' })
  }
  return (
    <Dialog title={t('title')} isOpen wide onClose={tokensDialog.close}>
      {tokens.data && accounts.data ? (
        <div className="flex flex-col gap-6">
          <ServiceAccounts accounts={accounts.data.users.edges.map(({ node }) => node)} onAdded={again} />
          <section aria-label={t('allTokens')} className="flex flex-col gap-3 border-t border-line pt-4">
            <h3 className="font-semibold">{t('allTokens')}</h3>
            <TokenList label={t('allTokens')} tokens={tokens.data.apiTokens} showsOwner />
          </section>
        </div>
      ) : error ? (
        <ErrorPanel message={t('loadFailed')} requestId={requestId(error)} onRetry={again} />
      ) : (
        <SkeletonRows rows={3} />
      )}
    </Dialog>
  )
}
