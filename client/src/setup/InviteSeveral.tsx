import { Check, Copy } from 'lucide-react'
import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Role } from '../lib/roles.ts'
import { type InvitePersonMutation, useInvitePersonMutation } from '../people/people.generated.ts'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import { addressesIn, nameFrom } from './addresses.ts'

const MAX = 50
const ROLES: Role[] = ['AGENT', 'ADMIN']
type Made = { email: string; answer: InvitePersonMutation['invitePerson'] | undefined }

/** Invites colleagues by their addresses, one after another, and shows what became of each. */
export const InviteSeveral = () => {
  const t = useTranslations('setup')
  const roleName = useRoleName()
  const [role, setRole] = useState<Role>('AGENT')
  const [text, setText] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [made, setMade] = useState<Made[]>([])
  const [, invite] = useInvitePersonMutation()

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { addresses, wrong } = addressesIn(text)
    if (wrong) return setProblem(t('notAddress', { text: wrong }))
    if (addresses.length > MAX) return setProblem(t('tooMany', { max: MAX }))
    setBusy(true)
    const answers: Made[] = []
    for (const email of addresses) {
      const { data } = await invite({ input: { email, name: nameFrom(email), role } })
      answers.push({ email, answer: data?.invitePerson })
    }
    setBusy(false)
    setMade([...made, ...answers.filter(({ answer }) => answer?.invitation)])
    const failed = answers.filter(({ answer }) => !answer?.invitation)
    // Those that failed stay in the field.
    setText(failed.map(({ email }) => email).join('\n'))
    const reasons = failed.map(({ email, answer }) =>
      t('notInvited', { email, reason: answer?.errors[0]?.message ?? t('inviteFailed') }),
    )
    setProblem(reasons.join(' ') || undefined)
  }
  return (
    <div className="flex flex-col gap-6">
      <Form
        onSubmit={(event) => void submit(event)}
        validationBehavior="aria"
        validationErrors={problem ? { addresses: problem } : {}}
        className="flex flex-col gap-4"
      >
        <Field
          label={t('addresses')}
          description={t('addressesHint')}
          name="addresses"
          rows={3}
          value={text}
          onChange={(typed) => {
            setText(typed)
            setProblem(undefined)
          }}
          autoFocus
          autoComplete="off"
        />
        <div className="flex flex-wrap items-end gap-2">
          <Select
            label={t('role')}
            value={role}
            onChange={setRole}
            choices={ROLES.map((value) => ({ value, label: roleName(value) }))}
            className="min-w-40 flex-1"
          />
          <Button type="submit" isDisabled={busy || text.trim() === ''} className="h-9 pointer-coarse:h-11">
            {busy ? t('inviting') : t('invite')}
          </Button>
        </div>
      </Form>
      {made.length > 0 && <Invited made={made} />}
    </div>
  )
}

/** Who was invited, and without a mail server also their links. */
const Invited = ({ made }: { made: Made[] }) => {
  const t = useTranslations('setup')
  const [copied, setCopied] = useState(false)
  const links = made.map(({ email, answer }) => ({ email, url: new URL(answer!.link!, location.origin).href }))
  const isMailed = made.every(({ answer }) => answer!.mailing)
  const copy = () =>
    void navigator.clipboard
      ?.writeText(links.map(({ email, url }) => `${email}: ${url}`).join('\n'))
      .then(() => setCopied(true))
  return (
    <div role="status" className="flex flex-col gap-3 rounded-md bg-sunken p-4">
      <p className="font-medium">{t('invited', { count: made.length })}</p>
      <ul className="flex flex-col gap-1 text-sm">
        {links.map(({ email }) => (
          <li key={email} className="flex items-center gap-2">
            <Check aria-hidden className="size-4 shrink-0 text-success" />
            <span className="truncate">{email}</span>
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted">{isMailed ? t('mailed') : t('shareLinks')}</p>
      {!isMailed && (
        <Button onPress={copy} className="self-start">
          <Copy aria-hidden className="size-4" />
          {copied ? t('copied') : t('copyLinks')}
        </Button>
      )}
    </div>
  )
}
