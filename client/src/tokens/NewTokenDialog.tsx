import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import type { Role } from '../lib/roles.ts'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { type Scope, scopesOf } from './scopes.ts'
import { TokenSecret } from './TokenSecret.tsx'
import { useCreateApiTokenMutation } from './tokens.generated.ts'

const DAYS = ['7', '30', '90', '180', '365'] as const
const DAY_MS = 86_400_000

type Props = {
  /** A service account; the viewer if omitted. */
  owner?: { id: string; name: string }
  role: Role
  onCreated: () => void
  onClose: () => void
}

/** Creates an API token; then shows it, once. */
export const NewTokenDialog = ({ owner, role, onCreated, onClose }: Props) => {
  const t = useTranslations('tokens')
  const [scopes, setScopes] = useState<Scope[]>(['READ'])
  const [days, setDays] = useState<(typeof DAYS)[number]>('90')
  const [secret, setSecret] = useState<string | null>(null)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [{ fetching }, create] = useCreateApiTokenMutation()

  const submit = async (name: string) => {
    const expiresAt = new Date(Date.now() + Number(days) * DAY_MS).toISOString()
    const { data } = await create({ input: { name, scopes, expiresAt, userId: owner?.id } })
    const { secret: created, errors: problems = [] } = data?.createApiToken ?? {}
    if (!created) {
      const byField = problems.map(({ path, message }) => [path?.at(-1) === 'name' ? 'name' : 'general', message])
      return setErrors(byField.length > 0 ? Object.fromEntries(byField) : { general: t('changeFailed') })
    }
    setSecret(created)
    onCreated()
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    void submit(String(new FormData(event.currentTarget).get('name') ?? ''))
  }
  const choose = (scope: Scope, isChosen: boolean) =>
    setScopes(isChosen ? [...scopes, scope] : scopes.filter((one) => one !== scope))

  return (
    <Dialog title={owner ? t('addTitleFor', { name: owner.name }) : t('addTitle')} isOpen onClose={onClose}>
      {secret ? (
        <TokenSecret secret={secret} onDone={onClose} />
      ) : (
        <Form onSubmit={onSubmit} validationBehavior="aria" validationErrors={errors} className="flex flex-col gap-4">
          <Field
            label={t('name')}
            description={t('nameHint')}
            name="name"
            maxLength={100}
            isRequired
            autoFocus
            autoComplete="off"
            onChange={() => setErrors({})}
          />
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-1 text-sm font-medium">{t('permissions')}</legend>
            {scopesOf(role).map((scope) => (
              <Check
                key={scope}
                isSelected={scopes.includes(scope)}
                isDisabled={scope === 'READ'}
                onChange={(isChosen) => choose(scope, isChosen)}
              >
                <span className="flex flex-col">
                  {t(`scopes.${scope}`)}
                  <span className="text-xs text-muted">{t(`scopeHints.${scope}`)}</span>
                </span>
              </Check>
            ))}
          </fieldset>
          <Select
            label={t('expiry')}
            value={days}
            onChange={setDays}
            choices={DAYS.map((value) => ({ value, label: t('days', { days: Number(value) }) }))}
          />
          {errors.general && (
            <p role="alert" className="text-sm text-danger">
              {errors.general}
            </p>
          )}
          <Button type="submit" variant="primary" isDisabled={fetching} className="self-end">
            {t('create')}
          </Button>
        </Form>
      )}
    </Dialog>
  )
}
