import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { fullTime } from '../lib/time.ts'
import { useNow } from '../lib/useNow.ts'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import { ServiceMark } from '../ui/ServiceMark.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { type TokenFieldsFragment, useRevokeApiTokenMutation } from './tokens.generated.ts'

type Props = {
  label: string
  tokens: TokenFieldsFragment[]
  /** Whether the owner of each token is shown. */
  showsOwner?: boolean
}

/** API tokens: what they may do, when they were used and expire, and a button that revokes each. */
export const TokenList = ({ label, tokens, showsOwner = false }: Props) => {
  const t = useTranslations('tokens')
  const [asking, setAsking] = useState<TokenFieldsFragment | null>(null)
  const [{ fetching }, send] = useRevokeApiTokenMutation()
  const revoke = async (tokenId: string) => {
    const { data } = await send({ input: { tokenId } })
    toastRefusal(data?.revokeApiToken, t('changeFailed'))
    setAsking(null)
  }
  if (tokens.length === 0) return <p className="text-muted">{t('none')}</p>
  return (
    <>
      <ul aria-label={label} className="flex flex-col divide-y divide-line">
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} showsOwner={showsOwner} onRevoke={() => setAsking(token)} />
        ))}
      </ul>
      {asking && (
        <ConfirmDialog
          title={t('revokeTitle')}
          action={t('revoke')}
          isBusy={fetching}
          onConfirm={() => void revoke(asking.id)}
          onClose={() => setAsking(null)}
        >
          <p>{t('revokeWhat', { name: asking.name })}</p>
        </ConfirmDialog>
      )}
    </>
  )
}

type LineProps = { token: TokenFieldsFragment; showsOwner: boolean; onRevoke: () => void }

const TokenLine = ({ token, showsOwner, onRevoke }: LineProps) => {
  const t = useTranslations('tokens')
  const now = useNow()
  const { name, scopes, lastUsedAt, expiresAt, revokedAt, user } = token
  const isExpired = expiresAt !== null && new Date(expiresAt) <= now
  const end = revokedAt
    ? t('revoked')
    : isExpired
      ? t('expired')
      : expiresAt
        ? t('expires', { when: fullTime(expiresAt) })
        : t('noExpiry')
  return (
    <li className="flex items-center gap-3 py-3 first:pt-0 last:pb-0">
      <span className="flex min-w-0 flex-1 flex-col">
        <span className="flex items-baseline gap-2">
          <span dir="auto" className="truncate font-medium">
            {name}
          </span>
          {showsOwner && (
            <span dir="auto" className="truncate text-sm text-muted">
              {user.name}
            </span>
          )}
          {showsOwner && user.isService && <ServiceMark />}
        </span>
        <span className="text-sm text-muted">
          {[
            scopes.map((scope) => t(`scopes.${scope}`)).join(', '),
            lastUsedAt ? t('lastUsed', { when: fullTime(lastUsedAt) }) : t('neverUsed'),
            end,
          ].join(' · ')}
        </span>
      </span>
      {!revokedAt && !isExpired && (
        <Button size="sm" aria-label={t('revokeOf', { name })} onPress={onRevoke}>
          {t('revoke')}
        </Button>
      )}
    </li>
  )
}
