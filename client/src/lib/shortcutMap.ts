import { create } from 'zustand'
import { recall, remember } from './remembered.ts'

/** The viewer's own shortcuts on this device, by the names of `keyNames`, or `g` and a second key. */
type Shortcuts = {
  /** Whether shortcuts of one key without Ctrl, ⌘ or Alt are off, and those that begin with one. */
  singleOff: boolean
  /** The keys of an action, which is named after its default keys; null if it is turned off. */
  keys: Readonly<Record<string, string | null>>
}

const DEFAULTS: Shortcuts = { singleOff: false, keys: {} }
const KEY = 'shortcuts'

const isShortcuts = (value: unknown): value is Shortcuts => {
  if (typeof value !== 'object' || value === null) return false
  const { singleOff, keys } = value as Partial<Shortcuts>
  return (
    typeof singleOff === 'boolean' &&
    typeof keys === 'object' &&
    keys !== null &&
    Object.values(keys).every((chosen) => chosen === null || typeof chosen === 'string')
  )
}

/** The viewer's own shortcuts; nobody else's are changed. */
export const useShortcutMap = create<Shortcuts>(() => recall(KEY, DEFAULTS, isShortcuts))
useShortcutMap.subscribe((shortcuts) => remember(KEY, shortcuts))

/** Whether keys type something by themselves: those that people who speak to their computer press by accident. */
export const isSingle = (keys: string): boolean => !/\$mod|Alt|^(Shift\+)?F\d/.test(keys)

/** The action that keys stand for, named after its default keys; undefined if they do nothing. */
export const actionOf = (pressed: string): string | undefined => {
  const { singleOff, keys } = useShortcutMap.getState()
  if (singleOff && isSingle(pressed)) return undefined
  const moved = Object.keys(keys).find((action) => keys[action] === pressed)
  return moved ?? (pressed in keys ? undefined : pressed)
}

/** The keys of an action now; null if there are none. */
export const keysOf = (action: string, { singleOff, keys }: Shortcuts): string | null => {
  const chosen = action in keys ? keys[action]! : action
  return chosen !== null && singleOff && isSingle(chosen) ? null : chosen
}

/** Gives an action other keys, or none (null), or its default keys again (undefined). */
export const setKeys = (action: string, chosen: string | null | undefined): void =>
  useShortcutMap.setState(({ keys }) => {
    const { [action]: _, ...others } = keys
    return { keys: chosen === undefined || chosen === action ? others : { ...others, [action]: chosen } }
  })

/** All defaults again. */
export const resetShortcuts = (): void => useShortcutMap.setState(DEFAULTS)

/** Keys that are shown (`Mod+K`, `Alt+↓`) as the name of an action, and back. */
export const actionShown = (shown: string): string =>
  shown
    .replace('Mod', '$mod')
    .replace('↓', 'ArrowDown')
    .replace(/\+([A-Z])$/, (_, letter: string) => `+${letter.toLowerCase()}`)
export const keysShown = (keys: string): string =>
  keys.replace('$mod', 'Mod').replace('ArrowDown', '↓').replace('ArrowUp', '↑')
