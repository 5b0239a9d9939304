import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { browserOf } from '../lib/browser.ts'
import { fullTime } from '../lib/time.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { authPost } from '../viewer/authPost.ts'
import { addPasskey } from '../viewer/addPasskey.ts'
import { canUsePasskeys } from '../viewer/passkey.ts'
import type { Account } from './account.ts'
import { type Problem, problemOf } from './problems.ts'
import { ProblemText } from './ProblemText.tsx'
import { Section } from './Section.tsx'
import { useAuthForm } from './useAuthForm.ts'

type Props = { account: Account; again: () => Promise<void> }
type Passkey = Account['passkeys'][number]

/** The passkeys, and a form to add one on this device. */
export const PasskeysSection = ({ account, again }: Props) => {
  const t = useTranslations('account')
  const [isAdding, setAdding] = useState(false)
  const done = () => {
    setAdding(false)
    toast(t('passkeyAdded'))
    void again()
  }
  const canAdd = canUsePasskeys()
  return (
    <Section title={t('passkeys')}>
      <p className="text-muted">{t('passkeysWhat')}</p>
      {account.passkeys.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {account.passkeys.map((passkey) => (
            <Row key={passkey.id} passkey={passkey} again={again} />
          ))}
        </ul>
      )}
      {!canAdd && <p className="text-sm text-muted">{t('passkeysNotHere')}</p>}
      {isAdding && <AddForm onDone={done} onCancel={() => setAdding(false)} />}
      {canAdd && !isAdding && (
        <Button className="self-start" onPress={() => setAdding(true)}>
          {t('addPasskey')}
        </Button>
      )}
    </Section>
  )
}

const AddForm = ({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) => {
  const t = useTranslations('account')
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const { browser, system } = browserOf(navigator.userAgent)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const name = String(new FormData(event.currentTarget).get('name'))
    setBusy(true)
    const made = await addPasskey(name)
    const wrong = 'problem' in made ? made.problem : problemOf(made.answer)
    setProblem(wrong)
    setBusy(false)
    if (!wrong) onDone()
  }
  return (
    <Form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <Field
        label={t('passkeyName')}
        description={t('passkeyNameHint')}
        name="name"
        defaultValue={system ? t('device', { browser, system }) : ''}
        maxLength={100}
        isRequired
        autoFocus
        autoComplete="off"
      />
      <ProblemText problem={problem} />
      <div className="flex gap-2">
        <Button onPress={onCancel}>{t('cancel')}</Button>
        <Button type="submit" variant="primary" isDisabled={busy}>
          {busy ? t('adding') : t('addPasskey')}
        </Button>
      </div>
    </Form>
  )
}

const Row = ({ passkey, again }: { passkey: Passkey; again: () => Promise<void> }) => {
  const t = useTranslations('account')
  const [isRenaming, setRenaming] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const name = passkey.name ?? t('unnamed')
  const remove = async () => {
    const wrong = problemOf(await authPost('account/remove-passkey', { passkeyId: passkey.id }))
    setProblem(wrong)
    if (wrong) return
    toast(t('passkeyRemoved'))
    await again()
  }
  const renamed = () => {
    setRenaming(false)
    void again()
  }
  if (isRenaming)
    return <RenameForm passkey={{ ...passkey, name }} onDone={renamed} onCancel={() => setRenaming(false)} />
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
      <span className="flex min-w-40 flex-1 flex-col">
        <span className="truncate font-medium">{name}</span>
        <span className="text-sm text-muted">{t('addedOn', { at: fullTime(passkey.createdAt) })}</span>
      </span>
      <Button size="sm" aria-label={t('renamePasskey', { name })} onPress={() => setRenaming(true)}>
        {t('rename')}
      </Button>
      <Button size="sm" variant="danger" aria-label={t('removePasskey', { name })} onPress={() => void remove()}>
        {t('remove')}
      </Button>
      <ProblemText problem={problem} />
    </li>
  )
}

type RenameProps = { passkey: { id: string; name: string }; onDone: () => void; onCancel: () => void }

const RenameForm = ({ passkey, onDone, onCancel }: RenameProps) => {
  const t = useTranslations('account')
  const { busy, problem, onSubmit } = useAuthForm('account/rename-passkey', onDone, { passkeyId: passkey.id })
  return (
    <li className="py-3">
      <Form onSubmit={onSubmit} className="flex flex-col gap-3">
        <Field
          label={t('passkeyName')}
          name="name"
          defaultValue={passkey.name}
          maxLength={100}
          isRequired
          autoFocus
          autoComplete="off"
        />
        <ProblemText problem={problem} />
        <div className="flex gap-2">
          <Button onPress={onCancel}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" isDisabled={busy}>
            {t('save')}
          </Button>
        </div>
      </Form>
    </li>
  )
}
