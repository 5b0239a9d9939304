import { CalendarClock, ChevronDown, Clock } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '../ui/Button.tsx'
import { Menu, MenuItem, MenuLine } from '../ui/Menu.tsx'
import { PickTime } from './PickTime.tsx'
import { presetsAt, sendTime, type Presets } from './times.ts'
import { clockTime } from '../lib/time.ts'

type Props = {
  isDisabled: boolean
  /** What else can be done with the message, above the times. */
  children?: ReactNode
  onChoose: (at: Date) => void
}

/** The part of the Send button that offers times to send later. */
export const SendLaterMenu = ({ isDisabled, children, onChoose }: Props) => {
  const t = useTranslations('scheduledMessages')
  const [presets, setPresets] = useState(() => presetsAt(new Date()))
  const [isPicking, setPicking] = useState(false)
  const item = (preset: keyof Presets, label: string) => (
    <MenuItem
      id={preset}
      textValue={label}
      icon={<Clock aria-hidden className="size-4 text-muted" />}
      count={<Time at={presets[preset]} />}
      onAction={() => onChoose(presets[preset])}
    >
      {label}
    </MenuItem>
  )
  return (
    <>
      <Menu
        aria-label={t('sendLater')}
        placement="top end"
        onOpenChange={(isOpen) => isOpen && setPresets(presetsAt(new Date()))}
        trigger={
          <Button
            variant="primary"
            size="sm"
            aria-label={t('sendLater')}
            isDisabled={isDisabled}
            className="rounded-s-none border-s border-on-accent/30 px-1! pointer-coarse:min-w-11"
          >
            <ChevronDown aria-hidden className="size-3.5" />
          </Button>
        }
      >
        {children}
        {children && <MenuLine />}
        {item('inOneHour', t('inOneHour'))}
        {item('tomorrow', t('tomorrow'))}
        {presets.monday > presets.tomorrow && item('monday', t('monday'))}
        <MenuLine />
        <MenuItem
          id="pick"
          icon={<CalendarClock aria-hidden className="size-4 text-muted" />}
          onAction={() => setPicking(true)}
        >
          {t('pickTime')}
        </MenuItem>
      </Menu>
      {isPicking && (
        <PickTime
          initial={presets.tomorrow}
          onClose={() => setPicking(false)}
          onPick={(at) => {
            setPicking(false)
            onChoose(at)
          }}
        />
      )}
    </>
  )
}

const Time = ({ at }: { at: Date }): ReactNode => (
  <span className="ps-6 text-sm text-muted" title={sendTime(at)}>
    {clockTime(at.toISOString())}
  </span>
)
