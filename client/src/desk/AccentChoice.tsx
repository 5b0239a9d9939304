import { Check } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { type Accent, ACCENTS } from '../ui/accents.ts'
import { toast, toastRefusal } from '../ui/toasts.tsx'
import { useSetDeskSettingsMutation } from './desk.generated.ts'

/** The accent colour, saved on change. */
export const AccentChoice = ({ accent, onSaved }: { accent: Accent; onSaved: () => void }) => {
  const t = useTranslations('desk')
  const [, send] = useSetDeskSettingsMutation()

  const choose = async (chosen: Accent) => {
    const { data } = await send({ input: { accent: chosen } })
    if (toastRefusal(data?.setDeskSettings, t('notSaved'))) return
    toast(t('saved'))
    onSaved()
  }
  return (
    <RadioGroup
      value={accent}
      onChange={(value) => void choose(value as Accent)}
      orientation="horizontal"
      className="flex flex-col gap-2"
    >
      <Label className="text-sm font-medium">{t('accent')}</Label>
      <div className="flex flex-wrap gap-2">
        {Object.entries(ACCENTS).map(([value, colour]) => (
          <Radio
            key={value}
            value={value}
            aria-label={t(`accents.${value as Accent}`)}
            // The colours are the same in both themes, so not tokens.
            style={{ backgroundColor: colour }}
            className="flex size-8 cursor-pointer items-center justify-center rounded-full text-on-accent selected:outline-2 selected:outline-offset-2 selected:outline-text pointer-coarse:size-11 forced-colors:forced-color-adjust-none"
          >
            {({ isSelected }) => isSelected && <Check aria-hidden className="size-4" />}
          </Radio>
        ))}
      </div>
      <p className="text-xs text-muted">{t(`accents.${accent}`)}</p>
    </RadioGroup>
  )
}
