import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Role } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { useRoleName, useViewer } from '../viewer/useViewer.ts'
import { InvitationLink, type Made } from './InvitationLink.tsx'
import { useInvitePersonMutation } from './people.generated.ts'
import { ROLES } from './roles.ts'

/** Invites a user; then shows the link, once. */
export const InviteDialog = ({ role: first, onClose }: { role: Role; onClose: () => void }) => {
  const t = useTranslations('people')
  const { desk } = useViewer()
  const roleName = useRoleName()
  const [role, setRole] = useState(first)
  const [{ fetching }, invite] = useInvitePersonMutation()
  const [made, setMade] = useState<Made | null>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})

  const submit = async (form: FormData) => {
    const text = (name: string) => String(form.get(name) ?? '').trim()
    const input = {
      email: text('email'),
      name: text('name'),
      role,
      shopName: text('shopName') || null,
    }
    const { data } = await invite({ input })
    const { invitation, link, mailing, errors: problems = [] } = data?.invitePerson ?? {}
    if (invitation && link) return setMade({ invitation, link, mailing: mailing ?? false })
    const byField = problems.map(({ path, message }) => [path?.at(-1) ?? 'general', message])
    setErrors(byField.length > 0 ? Object.fromEntries(byField) : { general: t('failed') })
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void submit(new FormData(event.currentTarget))
  }
  const clear = () => setErrors({})

  return (
    <Dialog title={t('inviteTitle')} isOpen onClose={onClose}>
      {made ? (
        <InvitationLink made={made} onDone={onClose} />
      ) : (
        <Form onSubmit={onSubmit} validationBehavior="aria" validationErrors={errors} className="flex flex-col gap-4">
          <Field
            label={t('name')}
            name="name"
            maxLength={100}
            isRequired
            autoFocus
            autoComplete="off"
            onChange={clear}
          />
          <Field label={t('email')} name="email" inputMode="email" isRequired autoComplete="off" onChange={clear} />
          <Select
            label={t('role')}
            value={role}
            onChange={setRole}
            choices={ROLES.map((value) => ({ value, label: roleName(value) }))}
          />
          {role === 'SELLER' && (
            <Field
              label={t('shopName', { profile: desk.profile })}
              description={t('shopHint')}
              name="shopName"
              maxLength={100}
              onChange={clear}
            />
          )}
          {errors.general && (
            <p role="alert" className="text-sm text-danger">
              {errors.general}
            </p>
          )}
          <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
            {t('sendInvitation')}
          </Button>
        </Form>
      )}
    </Dialog>
  )
}
