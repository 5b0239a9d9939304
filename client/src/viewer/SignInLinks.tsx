import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { LinkButton } from '../ui/LinkButton.tsx'
import { canUsePasskeys } from './passkey.ts'
import { PasskeySignIn } from './PasskeySignIn.tsx'
import { useSignInOptions } from './signInOptions.ts'

const LINK = 'text-accent-text hover:underline'

/** For people who sign in elsewhere, have no password at hand, or no account. */
export const SignInLinks = ({ next }: { next: string }) => {
  const t = useTranslations('viewer')
  const options = useSignInOptions()
  return (
    <>
      {canUsePasskeys() && <PasskeySignIn next={next} />}
      {options && options.providers.length > 0 && (
        <ul className="flex flex-col gap-2">
          {options.providers.map(({ id, name }) => (
            <li key={id} className="flex flex-col">
              <LinkButton href={`/api/auth/oidc/${id}/start?next=${encodeURIComponent(next)}`} className="h-9">
                {t('continueWith', { name })}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      <ul className="flex flex-col gap-2 text-sm">
        <li>
          <Link href="/forgot-password" className={LINK}>
            {t('forgotPassword')}
          </Link>
        </li>
        <li>
          <Link href="/sign-in/link" className={LINK}>
            {t('signInByLink')}
          </Link>
        </li>
        {options && options.signUp !== 'off' && (
          <li>
            <Link href="/sign-up" className={LINK}>
              {t('signUp')}
            </Link>
          </li>
        )}
      </ul>
    </>
  )
}
