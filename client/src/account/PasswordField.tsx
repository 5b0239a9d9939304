import { useTranslations } from 'use-intl'
import { Field } from '../ui/Field.tsx'

/** A field for choosing a password. */
export const PasswordField = ({
  label,
  name = 'password',
  autoFocus = false,
}: {
  label: string
  name?: string
  autoFocus?: boolean
}) => {
  const t = useTranslations('account')
  return (
    <Field
      label={label}
      description={t('passwordHint')}
      name={name}
      type="password"
      minLength={10}
      maxLength={128}
      isRequired
      autoFocus={autoFocus}
      autoComplete="new-password"
    />
  )
}
