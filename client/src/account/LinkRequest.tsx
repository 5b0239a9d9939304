import { useState, type ReactNode } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { ProblemText } from './ProblemText.tsx'
import { useAuthForm } from './useAuthForm.ts'

type Props = {
  /** The endpoint of /api/auth that sends a link. */
  path: string
  children: ReactNode
  /** Shown once it is sent. */
  sent: (email: string) => string
  email?: string
}

/** Asks for an email address, to which a link is sent. */
export const LinkRequest = ({ path, children, sent, email = '' }: Props) => {
  const t = useTranslations('account')
  const [sentTo, setSentTo] = useState<string>()
  const { busy, problem, onSubmit } = useAuthForm(path, (fields) => setSentTo(fields.email))
  if (sentTo) return <p role="status">{sent(sentTo)}</p>
  return (
    <Form onSubmit={onSubmit} className="flex flex-col gap-4">
      {children}
      <Field
        label={t('email')}
        name="email"
        inputMode="email"
        autoComplete="username"
        defaultValue={email}
        isRequired
        autoFocus
      />
      <ProblemText problem={problem} />
      <Button type="submit" variant="primary" isDisabled={busy} className="h-9">
        {busy ? t('sending') : t('sendLink')}
      </Button>
    </Form>
  )
}
