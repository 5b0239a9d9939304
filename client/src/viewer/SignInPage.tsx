import { useSearch } from '@tanstack/react-router'
import { MessagesSquare } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useViewerQuery } from './viewer.generated.ts'

/** The way in. A full load follows, so that nobody's cache outlives them. */
export const SignInPage = () => {
  const { next = '/' } = useSearch({ from: '/sign-in' })
  const t = useTranslations('viewer')
  const [{ data, error }, again] = useViewerQuery()
  return (
    <main className="flex min-h-full items-center justify-center bg-canvas p-4">
      <div className="flex w-full max-w-md flex-col gap-6 rounded-lg border border-line bg-surface p-6 tablet:p-8">
        <header className="flex items-center gap-3">
          <span className="flex size-10 items-center justify-center rounded-md bg-accent text-on-accent">
            <MessagesSquare aria-hidden className="size-5" />
          </span>
          <h1 className="text-xl font-semibold">{t('signInTo', { desk: data?.desk.name ?? 'Parley' })}</h1>
        </header>
        {error && !data ? (
          <ErrorPanel requestId={requestId(error)} onRetry={() => again({ requestPolicy: 'network-only' })} />
        ) : (
          <SignInForm desk={data?.desk} onSignedIn={() => location.assign(next)} />
        )}
      </div>
    </main>
  )
}
