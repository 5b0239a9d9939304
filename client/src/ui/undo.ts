import { toast, type ToastOptions } from './toasts.tsx'

/** Duration of the undo toast, in milliseconds. */
const UNDO_MS = 10_000
/** The size of the undo stack. */
const KEPT = 20

/** A change by the viewer. Undo waits for the response. */
type Change = { undo?: () => void; isUnwanted?: boolean }

const changes: Change[] = []

const forget = (change: Change): boolean => {
  const at = changes.indexOf(change)
  if (at >= 0) changes.splice(at, 1)
  return at >= 0
}

/**
 * Call it when a change is sent. `done` says what was changed; the toast's button and Ctrl/⌘+Z undo it, the latter also
 * when the toast has gone. `failed` when there is nothing to undo.
 */
export const beginChange = () => {
  const change: Change = {}
  changes.push(change)
  changes.splice(0, changes.length - KEPT)
  return {
    done: (text: string, label: string, undo: () => void, options: ToastOptions = {}): void => {
      if (change.isUnwanted) return undo()
      change.undo = () => {
        if (!forget(change)) return
        close()
        undo()
      }
      const close = toast(text, { shownMs: UNDO_MS, ...options, action: { label, onPress: change.undo } })
    },
    failed: (): void => void forget(change),
  }
}

/** Undoes the latest change that still can be. Returns whether there was one. */
export const undoLatest = (): boolean => {
  const latest = changes.at(-1)
  if (!latest) return false
  if (latest.undo) latest.undo()
  else {
    latest.isUnwanted = true
    forget(latest)
  }
  return true
}
