import { keyNames } from '../lib/keyNames.ts'
import { keysOf, useShortcutMap } from '../lib/shortcutMap.ts'

/** Keys that move about, type or edit, and those that browsers keep for themselves. */
const RESERVED =
  /^(Shift\+)?(Enter|Tab| |Backspace|Delete|Insert|Home|End|Page(Up|Down)|Arrow\w+)$|^\$mod\+(Shift\+)?([acvxwtnrlqpfs]|Enter)$|^F(1|3|5|7|11|12)$/

/** What pressed keys mean for an action that is to have them. */
export type Chosen = { keys: string } & (
  | { problem?: undefined }
  | { problem: 'reserved' }
  | { problem: 'taken'; by: string }
)

/** The name of a pressed key that may begin a shortcut; undefined for a modifier alone. */
export const pressedKeys = (event: KeyboardEvent, isLed: boolean): string | undefined => {
  const [name] = keyNames(event)
  return name === undefined ? undefined : isLed ? `g ${name}` : name
}

/** Whether an action may have these keys, or which of the others has them. */
export const checkKeys = (action: string, keys: string, actions: readonly string[]): Chosen => {
  if (RESERVED.test(keys)) return { keys, problem: 'reserved' }
  // With those that are off as a whole: they may be turned on again.
  const shortcuts = { ...useShortcutMap.getState(), singleOff: false }
  const by = actions.find((other) => other !== action && keysOf(other, shortcuts) === keys)
  return by === undefined ? { keys } : { keys, problem: 'taken', by }
}
