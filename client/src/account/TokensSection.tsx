import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Role } from '../lib/roles.ts'
import { NewTokenDialog } from '../tokens/NewTokenDialog.tsx'
import { TokenList } from '../tokens/TokenList.tsx'
import { useApiTokensQuery, useTokenOwnerQuery } from '../tokens/tokens.generated.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import type { Account } from './account.ts'
import { Section } from './Section.tsx'

/** The person's own API tokens. */
export const TokensSection = ({ account }: { account: Account }) => {
  const t = useTranslations('tokens')
  const [isAdding, setAdding] = useState(false)
  // Admins can list everybody's tokens: here are only their own.
  const [owner] = useTokenOwnerQuery()
  const userId = owner.data?.viewer?.id
  const [{ data, error }, load] = useApiTokensQuery({
    variables: { userId },
    pause: !userId,
    requestPolicy: 'cache-and-network',
  })
  const again = () => load({ requestPolicy: 'network-only' })
  return (
    <Section title={t('title')}>
      <p className="text-muted">{t('what')}</p>
      {data && <TokenList label={t('title')} tokens={data.apiTokens} />}
      {!data && error && <ErrorPanel message={t('loadFailed')} onRetry={again} />}
      <Button className="self-start" onPress={() => setAdding(true)}>
        {t('add')}
      </Button>
      {isAdding && (
        <NewTokenDialog role={account.role.toUpperCase() as Role} onCreated={again} onClose={() => setAdding(false)} />
      )}
    </Section>
  )
}
