import { useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { EntryPage } from './EntryPage.tsx'
import { SignedInAs } from './SignedInAs.tsx'
import { enter } from './enter.ts'
import { providerProblemIn } from './problemSearch.ts'
import { SignInLinks } from './SignInLinks.tsx'
import { SignInForm } from './SignInForm.tsx'
import { useViewerQuery } from './viewer.generated.ts'

/** The sign-in page. A full page load follows, so that no cache of another user remains. Signed-in users are asked first. */
export const SignInPage = () => {
  const { next = '/', problem: named } = useSearch({ from: '/sign-in' })
  const problem = providerProblemIn(named)
  const t = useTranslations('viewer')
  const [{ data, error, fetching }, again] = useViewerQuery()
  const here = `/sign-in${location.search}`
  return (
    <EntryPage title={t('signInTo', { desk: data?.desk.name ?? 'Parley' })}>
      {error && !data && (
        <ErrorPanel requestId={requestId(error)} onRetry={() => again({ requestPolicy: 'network-only' })} />
      )}
      {problem && !fetching && !error && (
        <p role="alert" className="text-sm text-danger">
          {t(`providerProblems.${problem}`)}
        </p>
      )}
      {data?.viewer && (
        <SignedInAs
          viewer={data.viewer}
          text={t('signedInAlready')}
          next={next}
          otherLabel={t('signOutFirst')}
          otherUrl={here}
        />
      )}
      {!data?.viewer && !fetching && !error && (
        <>
          <SignInForm desk={data?.desk} onSignedIn={() => enter(next)} />
          <SignInLinks next={next} />
        </>
      )}
    </EntryPage>
  )
}
