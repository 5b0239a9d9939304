import type { RefObject } from 'react'
import { flushSync } from 'react-dom'
import type { Mode } from '../lib/writingModes.ts'
import { inputOf, NO_ACTIONS } from './actions.ts'
import type { MacroFieldsFragment } from './macros.generated.ts'
import { usePendingActions } from './pendingActions.ts'
import { useMacroSlash } from './useMacroSlash.ts'
import { useMacroUse } from './useMacroUse.ts'

type Options = {
  ticketId: string
  mode: Mode
  /** Only staff use macros. */
  isOn: boolean
  text: string
  setText: (text: string) => void
  box: RefObject<HTMLTextAreaElement | null>
}

/**
 * Macros in the composer: the picker behind `/`, the text where the caret is, and what will be set with the sending.
 */
export const useComposerMacros = ({ ticketId, mode, isOn, text, setText, box }: Options) => {
  const [actions, setActions] = usePendingActions(ticketId, mode)
  const use = useMacroUse(ticketId, mode, isOn)

  const put = (macro: MacroFieldsFragment, start: number, end: number) => {
    const filled = use(macro)
    if (!filled) return
    const words = filled.text
    flushSync(() => setText(text.slice(0, start) + words + text.slice(end)))
    picker.onCaret(null, true)
    // After the inserted text, or on its first gap, so that typing fills it.
    const gap = filled.gap ?? { start: words.length, end: words.length }
    box.current?.focus()
    box.current?.setSelectionRange(start + gap.start, start + gap.end)
  }
  const picker = useMacroSlash({ isOn, text, onChoose: put })

  return {
    picker,
    actions,
    setActions,
    insert: (macro: MacroFieldsFragment) => {
      const { selectionStart: start, selectionEnd: end } = box.current ?? {
        selectionStart: text.length,
        selectionEnd: text.length,
      }
      put(macro, start, end)
    },
    /** Takes the pending changes for the message being sent. */
    take: () => {
      setActions(NO_ACTIONS)
      return inputOf(actions)
    },
  }
}
