import { useCallback, useSyncExternalStore } from 'react'
import { recall, remember } from '../lib/remembered.ts'
import type { Mode } from '../lib/writingModes.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { type Actions, NO_ACTIONS } from './actions.ts'

type All = Record<string, Actions>

const known = new Map<string, All>()
const listeners = new Set<() => void>()
const isAll = (value: unknown): value is All => typeof value === 'object' && value !== null && !Array.isArray(value)

const allOf = (viewerId: string): All => {
  const all = known.get(viewerId) ?? recall<All>(`actions.${viewerId}`, {}, isAll)
  known.set(viewerId, all)
  return all
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The changes of a ticket's next message, stored with its draft. */
export const usePendingActions = (ticketId: string, mode: Mode): [Actions, (actions: Actions) => void] => {
  const { viewer } = useViewer()
  const key = `${ticketId}.${mode}`
  const actions = useSyncExternalStore(subscribe, () => allOf(viewer.id)[key] ?? NO_ACTIONS)
  const set = useCallback(
    (next: Actions) => {
      const { [key]: _old, ...others } = allOf(viewer.id)
      const all = next === NO_ACTIONS ? others : { ...others, [key]: next }
      known.set(viewer.id, all)
      remember(`actions.${viewer.id}`, all)
      for (const listener of listeners) listener()
    },
    [viewer.id, key],
  )
  return [actions, set]
}
