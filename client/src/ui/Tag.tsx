import { X } from 'lucide-react'
import type { Ref } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { TAG_BAR, useTagColor } from './tagColors.ts'

type Props = { name: string; onRemove?: () => void; ref?: Ref<HTMLSpanElement> }

/** A tag, removable with `onRemove`. */
export const Tag = ({ name, onRemove, ref }: Props) => {
  const t = useTranslations('ui')
  return (
    <span
      ref={ref}
      title={name}
      data-tag-color={useTagColor(name)}
      className={classes(
        'inline-flex h-5 max-w-full items-center gap-1 rounded-sm border border-line bg-sunken px-1.5 text-xs text-muted',
        TAG_BAR,
      )}
    >
      <span className="truncate">{name}</span>
      {onRemove && (
        <Button
          aria-label={t('remove', { name })}
          onPress={onRemove}
          className="-me-1 inline-flex size-4 cursor-pointer items-center justify-center rounded-sm text-subtle hover:bg-hover hover:text-text pointer-coarse:size-6"
        >
          <X aria-hidden className="size-3" />
        </Button>
      )}
    </span>
  )
}
