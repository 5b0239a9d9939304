import { create } from 'zustand'
import { toast, type ToastOptions } from './toasts.tsx'

/** Duration of the undo toast, in milliseconds. */
const UNDO_MS = 10_000
/** How many changes can be undone. */
const KEPT = 20

/** A change by the viewer. Undo waits for the response, which brings `text` and `undo`. */
type Change = { at: number; text?: string; undo?: () => void; isUnwanted?: boolean }

/** What the viewer has changed in this tab and not undone, oldest first. */
const useChanges = create<{ changes: readonly Change[] }>(() => ({ changes: [] }))

const forget = (change: Change): boolean => {
  const { changes } = useChanges.getState()
  if (!changes.includes(change)) return false
  useChanges.setState({ changes: changes.filter((other) => other !== change) })
  return true
}

/**
 * Call it when a change is sent. `done` says what was changed; the toast's button, Ctrl/⌘+Z and the history undo it, the
 * latter two also when the toast has gone. `failed` when there is nothing to undo.
 */
export const beginChange = () => {
  const change: Change = { at: Date.now() }
  useChanges.setState(({ changes }) => ({ changes: [...changes, change].slice(-KEPT) }))
  return {
    done: (text: string, label: string, undo: () => void, options: ToastOptions = {}): void => {
      if (change.isUnwanted) return undo()
      change.text = text
      change.undo = () => {
        if (!forget(change)) return
        close()
        undo()
      }
      // The same changes: one of them is now complete.
      useChanges.setState(({ changes }) => ({ changes: [...changes] }))
      const close = toast(text, { shownMs: UNDO_MS, ...options, action: { label, onPress: change.undo } })
    },
    failed: (): void => void forget(change),
  }
}

/** Undoes the latest change that still can be; called again, the one before it. Returns whether there was one. */
export const undoLatest = (): boolean => {
  const latest = useChanges.getState().changes.at(-1)
  if (!latest) return false
  if (latest.undo) latest.undo()
  else {
    latest.isUnwanted = true
    forget(latest)
  }
  return true
}

/** The viewer's changes in this tab that can be undone, the latest first. */
export const useUndoable = (): { at: number; text: string; undo: () => void }[] =>
  useChanges(({ changes }) => changes)
    .flatMap(({ at, text, undo }) => (text && undo ? [{ at, text, undo }] : []))
    .toReversed()
