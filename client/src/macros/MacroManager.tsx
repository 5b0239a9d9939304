import { ArrowLeft, Plus, SquareSlash } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { requestId } from '../graphql/errors.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorPanel } from '../ui/ErrorPanel.tsx'
import { INPUT } from '../ui/Field.tsx'
import { useLeave } from '../ui/unsaved.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { MacroEditor } from './MacroEditor.tsx'
import { MacroLine } from './MacroLine.tsx'
import type { MacroFieldsFragment } from './macros.generated.ts'
import { macroManager } from './macroDialogs.ts'
import { matching } from './slash.ts'
import { useMacros } from './useMacros.ts'

/** The viewer's macros: find, create, edit, share and delete them. */
export const MacroManager = () => {
  const t = useTranslations('macros')
  const { macros, error, reload } = useMacros(true)
  const [text, setText] = useState('')
  // `null` creates a new one.
  const [editing, setEditing] = useState<MacroFieldsFragment | null | undefined>(undefined)
  const { close } = macroManager
  const toList = () => {
    setEditing(undefined)
    reload()
  }
  const title =
    editing === undefined
      ? t('macros')
      : !editing
        ? t('create')
        : editing.viewerCanChange
          ? t('edit', { name: editing.name })
          : editing.name
  const found = matching(macros ?? [], text)

  return (
    <Dialog title={title} isOpen onClose={close} wide>
      {editing !== undefined ? (
        <div className="flex flex-col gap-4">
          <BackButton onPress={toList} />
          <MacroEditor macro={editing} onDone={toList} />
        </div>
      ) : (
        <div className="flex min-h-80 flex-col gap-3">
          <div className="flex gap-2">
            <SearchField aria-label={t('find')} value={text} onChange={setText} autoFocus className="min-w-0 flex-1">
              <Input
                placeholder={t('find')}
                className={`${INPUT} h-8 pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden`}
              />
            </SearchField>
            <Button variant="primary" onPress={() => setEditing(null)}>
              <Plus aria-hidden className="size-4" />
              {t('create')}
            </Button>
          </div>
          {error && <ErrorPanel message={t('failed')} requestId={requestId(error)} onRetry={reload} />}
          {macros && found.length === 0 && (
            <EmptyState icon={SquareSlash}>{macros.length === 0 ? t('none') : t('noMatch')}</EmptyState>
          )}
          <ul className="flex flex-col">
            {found.map((macro) => (
              <li key={macro.id} className="border-b border-line last:border-0">
                <MacroRow macro={macro} onOpen={() => setEditing(macro)} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  )
}

const BackButton = ({ onPress }: { onPress: () => void }) => {
  const t = useTranslations('macros')
  const leave = useLeave()
  return (
    <Button variant="quiet" size="sm" className="-ms-2 self-start" onPress={() => leave(onPress)}>
      <ArrowLeft aria-hidden className="size-4 rtl:-scale-x-100" />
      {t('back')}
    </Button>
  )
}

const MacroRow = ({ macro, onOpen }: { macro: MacroFieldsFragment; onOpen: () => void }) => {
  const t = useTranslations('macros')
  const { viewer } = useViewer()
  const whose = !macro.isShared
    ? t('own')
    : macro.owner.id === viewer.id
      ? t('shared')
      : t('sharedBy', { name: macro.owner.name })
  return (
    <AriaButton
      onPress={onOpen}
      className="flex w-full cursor-pointer flex-col gap-0.5 rounded-sm px-2 py-2 text-start hover:bg-hover"
    >
      <MacroLine macro={macro} />
      <span className="text-xs text-subtle">
        {whose}
        {macro.usedCount > 0 && ` · ${t('used', { count: macro.usedCount })}`}
      </span>
    </AriaButton>
  )
}
