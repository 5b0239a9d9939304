import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useSignInOptions } from './signInOptions.ts'

const LINK = 'text-accent-text hover:underline'

/** For people who have no password at hand, or no account. */
export const SignInLinks = () => {
  const t = useTranslations('viewer')
  const options = useSignInOptions()
  return (
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
  )
}
