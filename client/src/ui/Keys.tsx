import { isMac } from '../lib/ariaKeys.ts'
import { actionShown, keysOf, keysShown, useShortcutMap } from '../lib/shortcutMap.ts'

type Props = {
  keys: string
  /** Not read aloud: where the keys would become part of a name or description, `aria-keyshortcuts` announces them. */
  isHidden?: boolean | undefined
}

/** A shortcut as keycaps: "Mod+K", "j", "g i". Shows the viewer's own keys for it, and nothing if it is turned off. */
export const Keys = ({ keys, isHidden }: Props) => {
  const shown = useShortcutMap((shortcuts) => keysOf(actionShown(keys), shortcuts))
  return shown === null ? null : <KeyCaps keys={keysShown(shown)} isHidden={isHidden} />
}

/** Keys as keycaps, as they are. */
export const KeyCaps = ({ keys, isHidden }: Props) => (
  <kbd aria-hidden={isHidden} dir="ltr" className="inline-flex gap-1 font-sans">
    {keys.split(/(?<=.)[+ ]/).map((key) => (
      <span key={key} className="min-w-5 rounded-sm border border-line bg-sunken px-1 text-center text-xs text-muted">
        {key === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : key}
      </span>
    ))}
  </kbd>
)
