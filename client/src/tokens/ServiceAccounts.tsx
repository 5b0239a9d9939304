import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { ServiceMark } from '../ui/ServiceMark.tsx'
import { toastRefusal } from '../ui/toasts.tsx'
import { useRoleName } from '../viewer/useViewer.ts'
import { NewTokenDialog } from './NewTokenDialog.tsx'
import { type ServiceAccountFragment, useCreateServiceAccountMutation } from './tokens.generated.ts'

const ROLES = ['AGENT', 'ADMIN'] as const

type Props = {
  accounts: ServiceAccountFragment[]
  /** After an account or a token was added. */
  onAdded: () => void
}

/** The desk's service accounts: add one, and create tokens for them. */
export const ServiceAccounts = ({ accounts, onAdded }: Props) => {
  const t = useTranslations('tokens')
  const roleName = useRoleName()
  const [owner, setOwner] = useState<ServiceAccountFragment | null>(null)
  return (
    <section aria-label={t('services')} className="flex flex-col gap-3">
      <h3 className="font-semibold">{t('services')}</h3>
      <p className="text-sm text-muted">{t('servicesWhat')}</p>
      {accounts.length === 0 ? (
        <p className="text-muted">{t('noServices')}</p>
      ) : (
        <ul aria-label={t('services')} className="flex flex-col divide-y divide-line">
          {accounts.map((account) => (
            <li key={account.id} className="flex items-center gap-2 py-2">
              <span dir="auto" className="min-w-0 truncate font-medium">
                {account.name}
              </span>
              <ServiceMark />
              <span className="min-w-0 flex-1 text-sm text-muted">{roleName(account.role)}</span>
              <Button
                size="sm"
                aria-label={t('addFor', { name: account.name })}
                isDisabled={account.disabledAt !== null}
                onPress={() => setOwner(account)}
              >
                {t('add')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <NewAccount onAdded={onAdded} />
      {owner && <NewTokenDialog owner={owner} role={owner.role} onCreated={onAdded} onClose={() => setOwner(null)} />}
    </section>
  )
}

const NewAccount = ({ onAdded }: { onAdded: () => void }) => {
  const t = useTranslations('tokens')
  const roleName = useRoleName()
  const [name, setName] = useState('')
  const [role, setRole] = useState<(typeof ROLES)[number]>('AGENT')
  const [{ fetching }, create] = useCreateServiceAccountMutation()
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    const { data } = await create({ input: { name, role } })
    if (toastRefusal(data?.createServiceAccount, t('changeFailed'))) return
    setName('')
    onAdded()
  }
  return (
    <Form onSubmit={(event) => void onSubmit(event)} className="flex flex-wrap items-end gap-3">
      <Field
        label={t('name')}
        value={name}
        onChange={setName}
        maxLength={100}
        isRequired
        autoComplete="off"
        className="min-w-44 flex-1"
      />
      <Select
        label={t('role')}
        value={role}
        onChange={setRole}
        choices={ROLES.map((value) => ({ value, label: roleName(value) }))}
        className="min-w-32"
      />
      <Button type="submit" isDisabled={fetching} className="h-9 pointer-coarse:h-11">
        {t('addService')}
      </Button>
    </Form>
  )
}
