import { actionShown, keysOf, useShortcutMap } from './shortcutMap.ts'

export const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)

/**
 * The viewer's own keys of a shortcut for `aria-keyshortcuts`, so that they are no part of a name. One key after another ("g i")
 * cannot be said there: the sheet of shortcuts has those.
 */
export const useAriaKeys = (keys: string | undefined): string | undefined => {
  const own = useShortcutMap((shortcuts) => keys && keysOf(actionShown(keys), shortcuts))
  return !own || own.includes(' ') ? undefined : own.replace('$mod', isMac ? 'Meta' : 'Control')
}
