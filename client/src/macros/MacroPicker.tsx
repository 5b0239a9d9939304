import { Settings2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { MacroLine } from './MacroLine.tsx'
import { manageMacros } from './macroDialogs.ts'
import type { useMacroSlash } from './useMacroSlash.ts'

/**
 * The macros offered by `/`, above the composer. The focus stays in the text; `aria-activedescendant` marks the active
 * one.
 */
export const MacroPicker = ({ picker }: { picker: ReturnType<typeof useMacroSlash> }) => {
  const t = useTranslations('macros')
  const list = useRef<HTMLDivElement>(null)
  const { found, active, optionId } = picker
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  }, [active])
  const emptyText = picker.hasFailed
    ? t('failed')
    : picker.isLoading
      ? '\u00a0'
      : picker.isEmpty
        ? t('none')
        : t('noMatch')
  return (
    // A press must not move the focus out of the text.
    <div
      role="presentation"
      onMouseDown={(event) => event.preventDefault()}
      className="absolute inset-x-0 bottom-full z-20 mb-1 flex max-h-72 flex-col overflow-hidden rounded-md border border-line bg-raised text-text shadow-raised animate-fade"
    >
      <div
        ref={list}
        id={picker.listId}
        role="listbox"
        aria-label={t('macros')}
        className="min-h-0 flex-1 overflow-auto p-1 empty:hidden"
      >
        {found.map((macro, index) => (
          <div
            key={macro.id}
            id={optionId(index)}
            role="option"
            aria-selected={index === active}
            onClick={() => picker.choose(macro)}
            className={classes(
              'flex cursor-pointer items-center rounded-sm px-2 py-1.5 hover:bg-hover pointer-coarse:min-h-11',
              index === active && 'bg-selected',
            )}
          >
            <MacroLine macro={macro} />
          </div>
        ))}
      </div>
      <p role="status" className={found.length > 0 ? 'sr-only' : 'p-3 text-center text-sm text-muted'}>
        {found.length > 0 ? t('found', { count: found.length }) : emptyText}
      </p>
      <button
        type="button"
        tabIndex={-1}
        onClick={manageMacros}
        className="flex h-8 shrink-0 cursor-pointer items-center gap-2 border-t border-line px-3 text-sm text-muted hover:bg-hover hover:text-text pointer-coarse:h-11"
      >
        <Settings2 aria-hidden className="size-3.5" />
        {t('manage')}
      </button>
    </div>
  )
}
