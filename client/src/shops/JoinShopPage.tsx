import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { isolated } from '../lib/person.ts'
import { refusalOf } from '../lib/refusal.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button } from '../ui/Button.tsx'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { signOut } from '../viewer/signIn.ts'
import type { Viewer } from '../viewer/useViewer.ts'
import { useViewerQuery } from '../viewer/viewer.generated.ts'
import { JoinWithNewAccount } from './JoinWithNewAccount.tsx'
import { useAcceptShopInvitationMutation, useShopInvitationQuery, type ShopInvitationQuery } from './shops.generated.ts'

type Invited = NonNullable<ShopInvitationQuery['shopInvitation']>

/** The page of an invitation to answer for a shop: as the seller who is signed in, or with a new account. */
export const JoinShopPage = () => {
  const t = useTranslations('shops')
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const [{ data: asked }] = useViewerQuery()
  const [{ data, error, fetching }] = useShopInvitationQuery({ variables: { token }, pause: token === '' })
  const invited = data?.shopInvitation
  const isGone = token === '' || (data !== undefined && !invited)
  const shop = invited ? isolated(invited.shopName) : ''
  return (
    <EntryPage title={invited ? t('joinTitle', { shop }) : t('joinPlain')}>
      {isGone && <p role="alert">{t('linkGone')}</p>}
      {!fetching && error && <p role="alert">{t('unreachable')}</p>}
      {isGone && <Button onPress={() => location.assign('/')}>{t('toSignIn')}</Button>}
      {invited && (
        <>
          <p>
            {invited.invitedBy
              ? t('invitedBy', { who: isolated(invited.invitedBy), shop })
              : t('invitedPlain', { shop })}
          </p>
          <p className="text-sm text-muted">{t('invitedAs', { email: invited.email })}</p>
          {asked?.viewer ? (
            <JoinAs viewer={asked.viewer} token={token} />
          ) : (
            asked && <SignedOut invited={invited} token={token} />
          )}
        </>
      )}
    </EntryPage>
  )
}

const here = () => location.pathname + location.search

const SignedOut = ({ invited, token }: { invited: Invited; token: string }) => {
  const t = useTranslations('shops')
  if (invited.needsAccount) return <JoinWithNewAccount email={invited.email} token={token} />
  return (
    <>
      <p>{t('signInFirst', { email: invited.email })}</p>
      <Button variant="primary" onPress={() => location.assign(`/sign-in?next=${encodeURIComponent(here())}`)}>
        {t('signIn')}
      </Button>
    </>
  )
}

const JoinAs = ({ viewer, token }: { viewer: Viewer; token: string }) => {
  const t = useTranslations('shops')
  const [{ fetching }, accept] = useAcceptShopInvitationMutation()
  const [problem, setProblem] = useState<string>()
  const [isLeaving, setLeaving] = useState(false)
  const join = async () => {
    const { data } = await accept({ input: { token } })
    const refused = refusalOf(data?.acceptShopInvitation, t('failed'))
    if (refused) return setProblem(refused)
    location.assign('/seller/chat')
  }
  const leave = () => {
    setLeaving(true)
    void signOut(here())
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="flex items-center gap-3 rounded-md border border-line bg-sunken p-3">
        <Avatar name={viewer.name} url={viewer.avatarUrl} size="lg" />
        <span className="flex min-w-0 flex-col">
          <span dir="auto" className="truncate text-match-parent font-medium">
            {viewer.name}
          </span>
          <span className="truncate text-sm text-muted">{viewer.email}</span>
        </span>
      </div>
      {viewer.role !== 'SELLER' && <p className="text-sm text-warn">{t('onlySellers')}</p>}
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {problem}
        </p>
      )}
      {viewer.role === 'SELLER' && (
        <Button variant="primary" onPress={() => void join()} isDisabled={fetching} className="h-9" autoFocus>
          <span className="truncate">{fetching ? t('joining') : t('joinAs', { name: viewer.name })}</span>
        </Button>
      )}
      <Button onPress={leave} isDisabled={isLeaving} className="h-9">
        {t('otherAccount')}
      </Button>
    </div>
  )
}
