type Press = Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing'> & {
  keyCode?: number
  getModifierState?: (key: string) => boolean
}

const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)
const LATIN = /[\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u
const NO_KEY = new Set(['Dead', 'Process', 'Unidentified', 'Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock'])

const isCharacter = (key: string): boolean => [...key].length === 1
const isLetter = (key: string): boolean => /^[a-z]$/i.test(key)

/** Whether a key typed something of another script, such as `л` or `σ`: the layout has no Latin letters. */
export const isForeign = (key: string): boolean => /\p{L}|\p{M}/u.test(key) && !LATIN.test(key)

/** Whether an input method takes the key, or it only changes the keys that follow. */
export const isNoKey = ({ key, isComposing, keyCode }: Press): boolean =>
  isComposing || keyCode === 229 || NO_KEY.has(key)

/** Whether AltGr (on a Mac, Option) is down: the key types a character, whatever else the browser says is pressed. */
export const isAltGr = (press: Press): boolean =>
  (press.altKey && (press.ctrlKey || isMac)) || press.getModifierState?.('AltGraph') === true

/** What the same key is called on a US keyboard, if one of its names can be a shortcut. */
const physicalKey = ({ code, shiftKey }: Press): string | undefined => {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return letter.toLowerCase()
  if (code === 'Slash') return shiftKey ? '?' : '/'
  return code === 'Period' && !shiftKey ? '.' : undefined
}

/**
 * The names under which a key may be a shortcut, the best first: `t`, `Shift+c`, `?`, `$mod+k`, `Alt+ArrowDown`. Of a
 * character, only the character counts, not how the layout types it: `/` is Shift+7 on a German keyboard. Where the layout
 * types another script (`onForeignLayout`: it did so last), the place of the key counts as well.
 */
export const keyNames = (press: Press, onForeignLayout = false): string[] => {
  const { key, code, shiftKey, ctrlKey, altKey, metaKey } = press
  if (isNoKey(press)) return []
  if (isAltGr(press) && isCharacter(key)) return /^[!-~]$/.test(key) && !isLetter(key) ? [key] : []
  const [mod, other] = isMac ? [metaKey, ctrlKey] : [ctrlKey, metaKey]
  if (other) return []
  const modifiers = `${mod ? '$mod+' : ''}${altKey ? 'Alt+' : ''}`
  const shift = shiftKey ? 'Shift+' : ''
  const nameOf = (character: string) =>
    isLetter(character) ? `${modifiers}${shift}${character.toLowerCase()}` : `${modifiers}${character}`
  const physical = physicalKey(press)
  const byPlace = physical && (isForeign(key) || (onForeignLayout && !isLetter(key))) ? [nameOf(physical)] : []
  if (isForeign(key)) return byPlace
  return isCharacter(key) ? [nameOf(key), ...byPlace] : [`${modifiers}${shift}${key === '' ? code : key}`]
}
