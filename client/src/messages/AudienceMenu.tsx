import { ChevronDown } from 'lucide-react'
import { useRef } from 'react'
import { Button } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { onceClosed } from '../lib/onceClosed.ts'
import { classes } from '../lib/classes.ts'
import { isVisible } from '../lib/visible.ts'
import type { Mode } from '../lib/writingModes.ts'
import { Keys } from '../ui/Keys.tsx'
import { Menu, MenuItem } from '../ui/Menu.tsx'
import { audienceOf, LOOKS } from './audiences.ts'
import { useAudienceName } from './useAudienceName.ts'
import { useDraft } from './useDraft.ts'

/** The key that changes who reads the message, also while writing it. */
export const AUDIENCE_KEYS = 'Mod+/'

type Props = {
  ticketId: string
  modes: readonly Mode[]
  mode: Mode
  onChange: (mode: Mode) => void
  /** Called once the menu has closed after a choice: writing continues. */
  onChosen: () => void
}

/** Says who will read the message, and lets the viewer choose where a ticket has two sides. */
export const AudienceMenu = ({ ticketId, modes, mode, onChange, onChosen }: Props) => {
  const t = useTranslations('messages')
  const audience = audienceOf(mode)
  const name = useAudienceName()(audience)
  const { icon: Icon, box } = LOOKS[audience]
  const hasChosen = useRef(false)
  const onOpenChange = (isOpen: boolean) => {
    // The menu gives the focus back to its button first.
    if (!isOpen && hasChosen.current) onceClosed(onChosen)
    hasChosen.current = false
  }
  return (
    <div className="flex items-center gap-2">
      <Menu
        placement="top start"
        aria-label={t('readers')}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[mode]}
        onOpenChange={onOpenChange}
        onAction={(key) => {
          hasChosen.current = true
          onChange(key as Mode)
        }}
        trigger={
          <Button
            aria-label={t('readersAre', { readers: name })}
            className={classes(
              'flex h-7 min-w-0 cursor-pointer items-center gap-1.5 rounded-md px-2 text-sm font-medium pointer-coarse:h-11 forced-colors:border',
              box || 'bg-selected text-accent-text',
            )}
          >
            <Icon aria-hidden className="size-3.5 shrink-0" />
            <span className="truncate">{name}</span>
            <ChevronDown aria-hidden className="size-3.5 shrink-0" />
          </Button>
        }
      >
        {modes.map((each) => (
          <Choice key={each} ticketId={ticketId} mode={each} isOn={each === mode} />
        ))}
      </Menu>
      <span className="hidden items-center gap-1.5 text-xs text-muted pointer-fine:tablet:flex">
        <Keys keys={AUDIENCE_KEYS} />
        {t('hintReaders')}
      </span>
    </div>
  )
}

const Choice = ({ ticketId, mode, isOn }: { ticketId: string; mode: Mode; isOn: boolean }) => {
  const t = useTranslations('messages')
  const [draft] = useDraft(ticketId, mode)
  const audience = audienceOf(mode)
  const name = useAudienceName()(audience)
  const { icon: Icon, text } = LOOKS[audience]
  const hasDraft = !isOn && isVisible(draft)
  return (
    <MenuItem
      id={mode}
      textValue={name}
      icon={<Icon aria-hidden className={classes('size-4 shrink-0', text)} />}
      count={hasDraft && <span className="text-xs text-warn">{t('draft')}</span>}
    >
      {name}
    </MenuItem>
  )
}
