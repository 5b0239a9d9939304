import { RotateCcw, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { keysShown, keysOf, setKeys, useShortcutMap } from '../lib/shortcutMap.ts'
import { classes } from '../lib/classes.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { KeyCaps } from '../ui/Keys.tsx'
import { checkKeys, pressedKeys, type Chosen } from './chosenKeys.ts'

type Props = {
  /** The default keys, which name the action. */
  action: string
  label: string
  /** All actions with their labels, for conflicts. */
  labels: ReadonlyMap<string, string>
}

/** The keys of an action as a button: pressing it, then other keys, changes them. What cannot be is told. */
export const KeyEditor = ({ action, label, labels }: Props) => {
  const t = useTranslations('shortcuts')
  const [isListening, setListening] = useState(false)
  const [said, setSaid] = useState<string>()
  const shortcuts = useShortcutMap()
  const keys = keysOf(action, { ...shortcuts, singleOff: false })

  const tell = (chosen: Chosen): string => {
    const shown = keysShown(chosen.keys)
    if (chosen.problem === 'reserved') return t('reserved', { keys: shown })
    if (chosen.problem === 'taken') return t('taken', { keys: shown, other: labels.get(chosen.by) ?? chosen.by })
    return t('changed', { action: label, keys: shown })
  }
  const choose = (pressed: string) => {
    const chosen = checkKeys(action, pressed, [...labels.keys()])
    if (!chosen.problem) setKeys(action, pressed)
    setSaid(tell(chosen))
    setListening(false)
  }
  const listen = () => {
    setSaid(undefined)
    setListening(true)
  }
  return (
    <span className="flex flex-col items-end gap-1">
      <span className="flex items-center gap-1">
        {isListening && (
          <Listener onKeys={choose} onLeader={() => setSaid(t('leader'))} onEnd={() => setListening(false)} />
        )}
        <Button
          onPress={listen}
          onBlur={() => setListening(false)}
          className={classes(
            'flex min-h-7 min-w-16 cursor-pointer items-center justify-center rounded-sm border border-control px-2 text-xs hover:bg-hover pointer-coarse:min-h-11',
            isListening && 'border-accent bg-selected text-accent-text',
          )}
        >
          {/* Not a label, so that whoever speaks to the computer can also say the keys that are shown. */}
          <span className="sr-only">{t(isListening ? 'pressing' : 'changeKeys', { action: label })} </span>
          {isListening ? (
            <span aria-hidden>{t('press')}</span>
          ) : keys === null ? (
            t('noKeys')
          ) : (
            <KeyCaps keys={keysShown(keys)} />
          )}
        </Button>
        {action in shortcuts.keys ? (
          <IconButton
            icon={RotateCcw}
            label={t('reset', { action: label })}
            onPress={() => setKeys(action, undefined)}
          />
        ) : (
          <IconButton icon={X} label={t('turnOff', { action: label })} onPress={() => setKeys(action, null)} />
        )}
      </span>
      {said && (
        <span role="status" className="max-w-56 text-end text-xs text-text">
          {said}
        </span>
      )}
    </span>
  )
}

type ListenerProps = { onKeys: (keys: string) => void; onLeader: () => void; onEnd: () => void }

/** Takes the next keys before anything else sees them; Escape ends it. */
const Listener = ({ onKeys, onLeader, onEnd }: ListenerProps) => {
  const isLed = useRef(false)
  useEffect(() => {
    const take = (event: KeyboardEvent) => {
      if (event.key === 'Tab') return onEnd()
      event.preventDefault()
      event.stopImmediatePropagation()
      if (event.key === 'Escape') return onEnd()
      const keys = event.repeat ? undefined : pressedKeys(event, isLed.current)
      if (keys === 'g') {
        isLed.current = true
        onLeader()
      } else if (keys !== undefined) onKeys(keys)
    }
    window.addEventListener('keydown', take, { capture: true })
    return () => window.removeEventListener('keydown', take, { capture: true })
  })
  return null
}
