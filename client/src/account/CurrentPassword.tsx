import { useTranslations } from 'use-intl'
import { Field } from '../ui/Field.tsx'
import { Username } from './Username.tsx'

type Props = { name: string; email: string; autoFocus?: boolean }

/** Asks for the password before a change that could give the account to somebody else. */
export const CurrentPassword = ({ name, email, autoFocus = false }: Props) => {
  const t = useTranslations('account')
  return (
    <>
      <Username email={email} />
      <Field
        label={t('currentPassword')}
        name={name}
        type="password"
        autoComplete="current-password"
        isRequired
        autoFocus={autoFocus}
      />
    </>
  )
}
