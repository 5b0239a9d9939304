import { useTranslations } from 'use-intl'
import { LinkButton } from '../ui/LinkButton.tsx'

/** Leads to the sign-in page, which loads anew. */
export const ToSignIn = ({ label }: { label?: string }) => {
  const t = useTranslations('account')
  return (
    <LinkButton href="/sign-in" className="h-9">
      {label ?? t('toSignIn')}
    </LinkButton>
  )
}
