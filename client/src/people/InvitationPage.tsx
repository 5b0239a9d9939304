import { useEffect, useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Role } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { SignedInAs } from '../viewer/SignedInAs.tsx'
import { useViewerQuery } from '../viewer/viewer.generated.ts'
import { acceptInvitation, readInvitation, type Invited, type InvitationProblem } from './accept.ts'

/** The page of an invitation link: name, password, join. A full page load follows, so that no cache of another user remains. */
export const InvitationPage = () => {
  const t = useTranslations('people')
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const [{ data }] = useViewerQuery()
  const [invited, setInvited] = useState<Invited>()
  const [problem, setProblem] = useState<InvitationProblem | null>(null)
  const [busy, setBusy] = useState(false)
  useEffect(() => {
    void readInvitation(token).then((found) => (typeof found === 'string' ? setProblem(found) : setInvited(found)))
  }, [token])

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setBusy(true)
    const wrong = await acceptInvitation(token, String(form.get('name')), String(form.get('password')))
    setBusy(false)
    setProblem(wrong)
    if (!wrong) location.assign('/')
  }

  const desk = data?.desk
  const roleName = desk?.roleNames.find(({ role }) => role === (invited?.role.toUpperCase() as Role))?.one
  const isOver = problem === 'linkGone' || problem === 'known'
  return (
    <EntryPage title={t('welcome', { desk: desk?.name ?? 'Parley' })}>
      {invited && !isOver && data?.viewer && (
        <SignedInAs
          viewer={data.viewer}
          text={t('signedInAlready', { email: invited.email })}
          otherLabel={t('signOutAndAccept')}
          otherUrl={`/invitation${location.search}`}
        />
      )}
      {invited && !isOver && data && !data.viewer && (
        <Form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
          <p className="text-muted">{t('welcomeAs', { role: roleName ?? invited.role, email: invited.email })}</p>
          <input type="hidden" name="username" autoComplete="username" value={invited.email} readOnly />
          <Field
            label={t('yourName')}
            name="name"
            defaultValue={invited.name}
            maxLength={100}
            isRequired
            autoComplete="name"
          />
          <Field
            label={t('password')}
            description={t('passwordHint')}
            name="password"
            type="password"
            minLength={10}
            maxLength={128}
            isRequired
            autoFocus
            autoComplete="new-password"
          />
          {problem && (
            <p role="alert" className="text-sm text-danger">
              {t(problem)}
            </p>
          )}
          <Button type="submit" variant="primary" isDisabled={busy} className="h-9">
            {busy ? t('joining') : t('join')}
          </Button>
        </Form>
      )}
      {problem && (isOver || !invited) && (
        <>
          <p role="alert">{t(problem)}</p>
          <Button onPress={() => location.assign('/sign-in')}>{t('toSignIn')}</Button>
        </>
      )}
    </EntryPage>
  )
}
