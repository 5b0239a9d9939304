import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { toast } from '../ui/toasts.tsx'
import type { Account } from './account.ts'
import { ProblemText } from './ProblemText.tsx'
import { Section } from './Section.tsx'
import { useAuthForm } from './useAuthForm.ts'

/** The person's name. */
export const NameSection = ({ account, again }: { account: Account; again: () => Promise<void> }) => {
  const t = useTranslations('account')
  const done = () => {
    toast(t('nameSaved'))
    void again()
  }
  const { busy, problem, onSubmit } = useAuthForm('account/name', done)
  return (
    <Section title={t('name')}>
      <Form onSubmit={onSubmit} className="flex flex-col gap-4">
        <Field
          label={t('yourName')}
          name="name"
          defaultValue={account.name}
          maxLength={100}
          isRequired
          autoComplete="name"
        />
        <ProblemText problem={problem} />
        <Button type="submit" isDisabled={busy} className="self-start">
          {t('save')}
        </Button>
      </Form>
    </Section>
  )
}
