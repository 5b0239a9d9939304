import { useState, type FormEvent } from 'react'
import { Form } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import type { DeskSetupQuery } from './desk.generated.ts'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

type Mode = NonNullable<DeskSetupQuery['deskSettings']>['signUp']
const MODES = ['OFF', 'OPEN', 'DOMAINS'] as const satisfies Mode[]

type Props = { mode: Mode; domains: readonly string[]; onSaved: () => void }

/** Who can create an account without an invitation. Domains are saved with the button, everything else on change. */
export const SignUp = ({ mode, domains, onSaved }: Props) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  // Without a domain nobody could sign up: the choice is saved with the first one.
  const [chosen, setChosen] = useState(mode)

  const save = async (input: { signUp: Mode; signUpDomains?: string[] }) => {
    const { data } = await send({ input })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  const choose = (signUp: Mode) => {
    setChosen(signUp)
    if (signUp !== 'DOMAINS' || domains.length > 0) void save({ signUp })
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget).get('domains'))
    void save({ signUp: 'DOMAINS', signUpDomains: text.split(/[\s,;]+/).filter(Boolean) })
  }
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t('signUp')}
        choices={MODES.map((value) => ({ value, label: t(`signUps.${value}`) }))}
        value={chosen}
        onChange={choose}
        isDisabled={fetching}
      />
      {chosen === 'DOMAINS' && (
        <Form onSubmit={submit} className="flex items-end gap-2">
          <Field
            label={t('domains')}
            name="domains"
            defaultValue={domains.join(', ')}
            placeholder="shop.example"
            isRequired
            className="min-w-0 flex-1"
          />
          <Button type="submit" isDisabled={fetching} className="h-9">
            {t('save')}
          </Button>
        </Form>
      )}
      <p className="text-xs text-muted">{t('signUpHint')}</p>
    </div>
  )
}
