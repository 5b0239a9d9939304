const isMac = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.platform)

/** A shortcut as keycaps: "Mod+K", "j", "g i". */
export const Keys = ({ keys }: { keys: string }) => (
  <kbd className="inline-flex gap-1 font-sans">
    {keys.split(/[+ ]/).map((key) => (
      <span key={key} className="min-w-5 rounded-sm border border-line bg-sunken px-1 text-center text-xs text-muted">
        {key === 'Mod' ? (isMac ? '⌘' : 'Ctrl') : key}
      </span>
    ))}
  </kbd>
)
