import { Users } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { useViewer } from '../viewer/useViewer.ts'
import { actionsOf, partsOf } from './actions.ts'
import type { MacroFieldsFragment } from './macros.generated.ts'
import { useFilledText } from './useFilledText.ts'
import { usePartNames } from './usePartNames.ts'

/** A macro in a list: its name, the beginning of its text, and its actions. */
export const MacroLine = ({ macro }: { macro: MacroFieldsFragment }) => {
  const t = useTranslations('macros')
  const { viewer } = useViewer()
  const filled = useFilledText()
  const actions = actionsOf(macro, viewer)
  const nameOf = usePartNames(actions)
  const sets = partsOf(actions).map(nameOf).join(' · ')
  return (
    <span className="flex min-w-0 flex-1 flex-col">
      <span className="flex items-center gap-2">
        <span className="min-w-0 truncate font-medium">{macro.name}</span>
        {macro.isShared && <Users role="img" aria-label={t('shared')} className="size-3.5 shrink-0 text-subtle" />}
        {sets && <span className="ms-auto min-w-0 max-w-1/2 truncate text-xs text-muted">{sets}</span>}
      </span>
      <span className="truncate text-sm text-muted">{filled(macro.body).trim() || t('onlySets')}</span>
    </span>
  )
}
