import { useEffect, useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { EntryPage } from '../viewer/EntryPage.tsx'
import { checkSetup, completeSetup, type SetupProblem } from './firstAdmin.ts'
import { SignedInAs } from '../viewer/SignedInAs.tsx'
import { useViewerQuery } from '../viewer/viewer.generated.ts'

/** The page of the set-up link that a new desk prints: creates the first admin and signs them in. */
export const FirstAdmin = () => {
  const t = useTranslations('viewer')
  const token = new URLSearchParams(location.search).get('token') ?? ''
  const [{ data }] = useViewerQuery()
  const [isOpen, setOpen] = useState(false)
  const [problem, setProblem] = useState<SetupProblem | null>(null)
  useEffect(() => {
    void checkSetup(token).then((found) => (found ? setProblem(found) : setOpen(true)))
  }, [token])

  const desk = data?.desk.name ?? 'Parley'
  const isOver = problem === 'setupGone'
  return (
    <EntryPage title={t('setUp', { desk })}>
      {isOver && <SetupOver />}
      {!isOver && isOpen && data?.viewer && (
        <SignedInAs
          viewer={data.viewer}
          text={t('setUpSignedIn')}
          otherLabel={t('signOutAndSetUp')}
          otherUrl={`/setup${location.search}`}
        />
      )}
      {!isOver && isOpen && !data?.viewer && <SetupForm token={token} problem={problem} onProblem={setProblem} />}
      {!isOver && !isOpen && problem && <p role="alert">{t(problem)}</p>}
    </EntryPage>
  )
}

type FormProps = { token: string; problem: SetupProblem | null; onProblem: (problem: SetupProblem | null) => void }

const SetupForm = ({ token, problem, onProblem }: FormProps) => {
  const t = useTranslations('viewer')
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    const text = (name: string) => String(form.get(name))
    setBusy(true)
    const wrong = await completeSetup({
      token,
      name: text('name'),
      email: text('email'),
      password: text('password'),
    })
    onProblem(wrong)
    if (wrong) setBusy(false)
    // A full page load, so that no cache of another user remains.
    else location.assign('/setup?step=desk')
  }
  return (
    <Form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <p className="text-muted">{t('setUpWhat')}</p>
      <Field label={t('yourName')} name="name" maxLength={100} isRequired autoFocus autoComplete="name" />
      <Field label={t('email')} name="email" inputMode="email" isRequired autoComplete="username" />
      <Field
        label={t('password')}
        description={t('passwordHint')}
        name="password"
        type="password"
        minLength={10}
        maxLength={128}
        isRequired
        autoComplete="new-password"
      />
      {problem && (
        <p role="alert" className="text-sm text-danger">
          {t(problem)}
        </p>
      )}
      <Button type="submit" variant="primary" isDisabled={busy} className="h-9">
        {busy ? t('creatingAdmin') : t('createAdmin')}
      </Button>
    </Form>
  )
}

/** The page for a used or expired link. */
const SetupOver = () => {
  const t = useTranslations('viewer')
  return (
    <div className="flex flex-col gap-4">
      <p role="alert">{t('setupGone')}</p>
      <ul className="flex list-disc flex-col gap-2 ps-5 text-muted">
        <li>{t('setupGoneUsed')}</li>
        <li>{t('setupGoneOld')}</li>
        <li>
          {t.rich('setupGoneCommand', {
            code: (text) => (
              <code className="rounded-sm bg-sunken px-1 font-mono text-sm whitespace-nowrap text-text">{text}</code>
            ),
          })}
        </li>
      </ul>
      <Button onPress={() => location.assign('/sign-in')} className="h-9">
        {t('toSignIn')}
      </Button>
    </div>
  )
}
