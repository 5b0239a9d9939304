import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { LinkButton } from '../ui/LinkButton.tsx'
import { signOut } from '../viewer/signIn.ts'
import { type Account, useAccount } from './account.ts'
import { EmailSection } from './EmailSection.tsx'
import { LanguageSection } from './LanguageSection.tsx'
import { NameSection } from './NameSection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { PasskeysSection } from './PasskeysSection.tsx'
import { PictureSection } from './PictureSection.tsx'
import { SecondFactorSection } from './SecondFactorSection.tsx'
import { SignInsSection } from './SignInsSection.tsx'
import { TokensSection } from './TokensSection.tsx'

/** The account page, for people of every role. */
export const AccountPage = () => {
  const t = useTranslations('account')
  const [account, again] = useAccount()
  useEffect(() => {
    if (account === 'signedOut') location.assign('/sign-in?next=/account')
  }, [account])
  if (account === 'failed') return <ErrorPanel onRetry={() => void again()} />
  if (account === undefined || account === 'signedOut') return null
  return (
    <main className="min-h-full bg-canvas">
      <div className="mx-auto flex w-full max-w-2xl flex-col gap-4 p-4 tablet:py-8">
        <header className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="flex-1 text-xl font-semibold">{t('title')}</h1>
          {account.mustSetUp ? (
            <Button onPress={() => void signOut()}>{t('signOut')}</Button>
          ) : (
            <LinkButton href="/">
              <ArrowLeft aria-hidden className="size-4" />
              {t('toDesk')}
            </LinkButton>
          )}
        </header>
        {account.mustSetUp && (
          <p role="status" className="rounded-lg border border-line bg-surface p-4">
            {t('mustSetUp')}
          </p>
        )}
        <Sections account={account} again={again} />
      </div>
    </main>
  )
}

const Sections = ({ account, again }: { account: Account; again: () => Promise<void> }) => (
  <>
    {account.mustSetUp && <SecondFactorSection account={account} again={again} />}
    <NameSection account={account} again={again} />
    {!account.mustSetUp && <PictureSection account={account} again={again} />}
    {!account.mustSetUp && <LanguageSection />}
    <EmailSection account={account} />
    {account.hasPassword && <PasswordSection account={account} again={again} />}
    {!account.mustSetUp && <SecondFactorSection account={account} again={again} />}
    {!account.mustSetUp && <PasskeysSection account={account} again={again} />}
    <SignInsSection account={account} again={again} />
    {!account.mustSetUp && <TokensSection account={account} />}
  </>
)
