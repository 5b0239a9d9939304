import { Link } from '@tanstack/react-router'
import { Compass } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../ui/EmptyState.tsx'

/** The page for an unknown URL. */
export const NotFound = () => {
  const t = useTranslations('app')
  return (
    <main className="h-full bg-canvas">
      <h1 className="sr-only">404</h1>
      <EmptyState
        icon={Compass}
        action={
          <Link to="/" className="font-medium text-accent-text underline underline-offset-2">
            {t('home')}
          </Link>
        }
      >
        {t('notFound')}
      </EmptyState>
    </main>
  )
}
