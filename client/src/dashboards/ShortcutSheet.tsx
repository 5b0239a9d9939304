import { Keyboard } from 'lucide-react'
import { useId, useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { actionShown, keysOf, resetShortcuts, useShortcutMap } from '../lib/shortcutMap.ts'
import { KeyEditor } from '../shortcuts/KeyEditor.tsx'
import { Button } from '../ui/Button.tsx'
import { Check } from '../ui/Check.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { KeyCaps, Keys } from '../ui/Keys.tsx'
import { useShortcutGroups, type ShortcutLine } from './useShortcutGroups.ts'

/** The list of all shortcuts, where they can also be changed and turned off. */
export const ShortcutSheet = ({ onClose }: { onClose: () => void }) => {
  const t = useTranslations('dashboards')
  const groups = useShortcutGroups()
  const [isChanging, setChanging] = useState(false)
  const changeable = groups.flatMap(({ lines }) => lines.filter(({ isFixed }) => !isFixed))
  const labels = new Map(changeable.map(({ keys, label }) => [actionShown(keys), label]))
  return (
    <Dialog title={t('shortcuts')} isOpen onClose={onClose} wide>
      <Settings isChanging={isChanging} onChanging={setChanging} />
      <div className="-mb-6 gap-6 tablet:columns-2">
        {groups.map(({ title, lines }) => (
          <Group key={title} title={title}>
            {lines.map((line) => (
              <Line key={line.keys + line.label} line={line} labels={isChanging ? labels : undefined} />
            ))}
          </Group>
        ))}
      </div>
    </Dialog>
  )
}

const Settings = ({ isChanging, onChanging }: { isChanging: boolean; onChanging: (isChanging: boolean) => void }) => {
  const t = useTranslations('shortcuts')
  const { singleOff, keys } = useShortcutMap()
  const hint = useId()
  return (
    <div className="mb-6 flex flex-col gap-3 rounded-md bg-sunken p-3">
      <div className="flex flex-col gap-1">
        <Check
          isSelected={!singleOff}
          onChange={(isOn) => useShortcutMap.setState({ singleOff: !isOn })}
          aria-describedby={hint}
        >
          {t('single')}
        </Check>
        <p id={hint} className="ps-6 text-xs text-muted">
          {t('singleHint')}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button size="sm" aria-pressed={isChanging} onPress={() => onChanging(!isChanging)}>
          <Keyboard aria-hidden className="size-4" />
          {t(isChanging ? 'finish' : 'change')}
        </Button>
        {(singleOff || Object.keys(keys).length > 0) && (
          <Button size="sm" variant="quiet" onPress={resetShortcuts}>
            {t('resetAll')}
          </Button>
        )}
      </div>
    </div>
  )
}

const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className="mb-6 flex break-inside-avoid flex-col gap-2">
    <h3 className="text-sm font-semibold">{title}</h3>
    <dl className="flex flex-col gap-1.5">{children}</dl>
  </section>
)

/** With `labels` the keys can be changed. */
const Line = ({ line, labels }: { line: ShortcutLine; labels: ReadonlyMap<string, string> | undefined }) => {
  const { keys, label, isFixed } = line
  return (
    <div className="flex items-center justify-between gap-4">
      <dt className="text-muted">{label}</dt>
      <dd>
        {isFixed ? (
          // In line with those that can be changed.
          <span className={labels && 'me-9 flex min-h-7 min-w-16 items-center justify-center pointer-coarse:me-12'}>
            <KeyCaps keys={keys} />
          </span>
        ) : labels ? (
          <KeyEditor action={actionShown(keys)} label={label} labels={labels} />
        ) : (
          <KeysOrOff keys={keys} />
        )}
      </dd>
    </div>
  )
}

const KeysOrOff = ({ keys }: { keys: string }) => {
  const t = useTranslations('shortcuts')
  const isOff = useShortcutMap((shortcuts) => keysOf(actionShown(keys), shortcuts) === null)
  return isOff ? <span className="text-xs text-subtle">{t('noKeys')}</span> : <Keys keys={keys} />
}
