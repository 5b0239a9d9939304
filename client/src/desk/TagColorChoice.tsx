import { Ban, Check } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import type { TagUsesQuery } from './desk.generated.ts'

type Color = NonNullable<TagUsesQuery['tagUses'][number]['tag']['color']>

const COLORS: readonly Color[] = ['GRAY', 'RED', 'AMBER', 'GREEN', 'TEAL', 'BLUE', 'VIOLET', 'PINK']
const NONE = 'NONE'

type Props = { name: string; color: Color | null; onChoose: (color: Color | null) => void }

/** The colour of a tag, saved on change. */
export const TagColorChoice = ({ name, color, onChoose }: Props) => {
  const t = useTranslations('desk')
  return (
    <RadioGroup
      value={color ?? NONE}
      onChange={(value) => onChoose(value === NONE ? null : (value as Color))}
      orientation="horizontal"
      className="flex flex-col gap-2 pb-2"
    >
      <Label className="text-xs text-muted">{t('colorOf', { name })}</Label>
      <div className="flex flex-wrap gap-2">
        {[NONE, ...COLORS].map((value) => (
          <Radio
            key={value}
            value={value}
            aria-label={t(`tagColors.${value as Color}`)}
            data-tag-color={value === NONE ? undefined : value}
            className={classes(
              'relative flex size-8 cursor-pointer items-center justify-center rounded-full selected:outline-2 selected:outline-offset-2 selected:outline-text',
              'pointer-coarse:size-11 forced-colors:forced-color-adjust-none',
              value === NONE ? 'border border-control text-muted' : 'bg-tag text-surface',
            )}
          >
            {({ isSelected }) =>
              isSelected ? (
                <Check aria-hidden className="size-4" />
              ) : (
                value === NONE && <Ban aria-hidden className="size-4" />
              )
            }
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
