import { useTranslations } from 'use-intl'
import { Field } from '../ui/Field.tsx'

/** Asks for the password before a change that could give the account to somebody else. */
export const CurrentPassword = ({ name, autoFocus = false }: { name: string; autoFocus?: boolean }) => {
  const t = useTranslations('account')
  return (
    <Field
      label={t('currentPassword')}
      name={name}
      type="password"
      autoComplete="current-password"
      isRequired
      autoFocus={autoFocus}
    />
  )
}
