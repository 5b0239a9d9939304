import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Select } from '../ui/Select.tsx'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { type SetDeskSettingsMutationVariables, useSetDeskSettingsMutation } from './desk.generated.ts'

const NONE = 'none'

type Props = {
  label: string
  hint: ReactNode
  /** Null: what `none` names, the last of the choices. */
  value: number | null
  choices: readonly number[]
  labelOf: (value: number) => string
  none?: string
  /** The change that sets a value. */
  change: (value: number | null) => SetDeskSettingsMutationVariables['input']
  onSaved: () => void
}

/** A setting that is a number, chosen from a list and saved on change. */
export const ChoiceSetting = ({ label, hint, value, choices, labelOf, none, change, onSaved }: Props) => {
  const t = useTranslations('desk')
  const [{ fetching }, send] = useSetDeskSettingsMutation()
  // The API accepts any number: a custom value is listed as well.
  const listed = [...new Set([...choices, ...(value === null ? [] : [value])])].toSorted((a, b) => a - b)

  const choose = async (chosen: string) => {
    const { data } = await send({ input: change(chosen === NONE ? null : Number(chosen)) })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <div className="flex flex-col gap-1">
      <Select
        label={label}
        value={value === null ? NONE : String(value)}
        onChange={(chosen) => void choose(chosen)}
        isDisabled={fetching}
        choices={[
          ...listed.map((each) => ({ value: String(each), label: labelOf(each) })),
          ...(none === undefined ? [] : [{ value: NONE, label: none }]),
        ]}
      />
      <p className="text-xs text-muted">{hint}</p>
    </div>
  )
}
