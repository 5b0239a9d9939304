import { X } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { PriorityIcon, StatusIcon } from '../tickets/labels.tsx'
import { type Actions, partsOf, without } from './actions.ts'
import { usePartNames } from './usePartNames.ts'

type Props = { actions: Actions; onChange: (actions: Actions) => void }

/** The pending macro actions as chips; each can be removed. */
export const ActionChips = ({ actions, onChange }: Props) => {
  const t = useTranslations('macros')
  const nameOf = usePartNames(actions)
  const parts = partsOf(actions)
  if (parts.length === 0) return null
  return (
    <div role="group" aria-label={t('willSet')} className="flex flex-wrap items-center gap-1 px-3 py-1 text-xs">
      <span className="text-muted">{t('willSet')}</span>
      {parts.map((part) => (
        <span
          key={part}
          className="inline-flex h-6 max-w-60 items-center gap-1 rounded-sm border border-line bg-raised ps-1.5 text-text pointer-coarse:h-8"
        >
          {part === 'status' && <StatusIcon status={actions.status!} />}
          {part === 'priority' && <PriorityIcon priority={actions.priority!} />}
          <span className="truncate">{nameOf(part)}</span>
          <Button
            aria-label={t('remove', { what: nameOf(part) })}
            onPress={() => onChange(without(actions, part))}
            className="inline-flex size-5 shrink-0 cursor-pointer items-center justify-center rounded-sm text-subtle hover:bg-hover hover:text-text pointer-coarse:size-8"
          >
            <X aria-hidden className="size-3" />
          </Button>
        </span>
      ))}
    </div>
  )
}
