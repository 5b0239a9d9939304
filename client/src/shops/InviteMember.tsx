import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import { useInviteShopMemberMutation, type ShopChoiceFragment } from './shops.generated.ts'

type Props = { shop: Pick<ShopChoiceFragment, 'id'>; onChanged: () => void }

/** Invites somebody by email to answer for the shop. Without a mail server, the link is shown once. */
export const InviteMember = ({ shop, onChanged }: Props) => {
  const t = useTranslations('shops')
  const [email, setEmail] = useState('')
  const [problem, setProblem] = useState<string>()
  const [link, setLink] = useState<string>()
  const [{ fetching }, invite] = useInviteShopMemberMutation()

  const submit = async (form: HTMLFormElement) => {
    const { data } = await invite({ input: { sellerId: shop.id, email: email.trim() } })
    const { invitation, mailing, link: path, errors = [] } = data?.inviteShopMember ?? {}
    if (!invitation) return setProblem(errors[0]?.message ?? t('failed'))
    setEmail('')
    // The button, now disabled, loses the focus; the dialog has to keep it.
    form.querySelector('input')?.focus()
    if (mailing) toast(t('invited', { email: invitation.email }))
    setLink(!mailing && path ? new URL(path, location.href).href : undefined)
    onChanged()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void submit(event.currentTarget)
  }
  return (
    <Form
      onSubmit={onSubmit}
      validationBehavior="aria"
      validationErrors={problem ? { email: problem } : {}}
      className="flex flex-col gap-2"
    >
      <div className="flex items-start gap-2">
        <Field
          label={t('inviteLabel')}
          description={t('inviteHint')}
          name="email"
          inputMode="email"
          autoComplete="off"
          placeholder={t('invitePlaceholder')}
          value={email}
          onChange={(value) => {
            setProblem(undefined)
            setEmail(value)
          }}
          isRequired
          className="min-w-0 flex-1"
        />
        <Button type="submit" isDisabled={fetching || email.trim() === ''} className="mt-5.5 h-9">
          {t('invite')}
        </Button>
      </div>
      {link && (
        <div role="status" className="flex flex-col gap-1 rounded-md bg-sunken p-3 text-sm">
          <p>{t('invitedByLink')}</p>
          <code className="select-all wrap-anywhere">{link}</code>
        </div>
      )}
    </Form>
  )
}
