import { Lock, Reply, type LucideIcon } from 'lucide-react'
import { useTranslations } from 'use-intl'
import { classes } from '../lib/classes.ts'
import { isVisible } from '../lib/visible.ts'
import type { Mode } from '../lib/writingModes.ts'
import { useDraft } from './useDraft.ts'

type Props = { ticketId: string; mode: Mode; onChange: (mode: Mode) => void }

/** Reply or internal note, for staff. */
export const ModeSwitch = ({ ticketId, mode, onChange }: Props) => {
  const t = useTranslations('messages')
  return (
    <div role="group" aria-label={t('modes')} className="flex gap-1">
      <Choice icon={Reply} mode="reply" ticketId={ticketId} isOn={mode === 'reply'} onChoose={onChange} />
      <Choice icon={Lock} mode="note" ticketId={ticketId} isOn={mode === 'note'} onChoose={onChange} />
    </div>
  )
}

type ChoiceProps = { icon: LucideIcon; mode: Mode; ticketId: string; isOn: boolean; onChoose: (mode: Mode) => void }

const Choice = ({ icon: Icon, mode, ticketId, isOn, onChoose }: ChoiceProps) => {
  const t = useTranslations('messages')
  const [draft] = useDraft(ticketId, mode)
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={() => onChoose(mode)}
      className={classes(
        'flex h-7 cursor-pointer items-center gap-1.5 rounded-md px-2 text-sm font-medium pointer-coarse:h-11',
        isOn
          ? mode === 'note'
            ? 'bg-note text-note-text'
            : 'bg-selected text-accent-text'
          : 'text-muted hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden className="size-3.5" />
      {mode === 'note' ? t('note') : t('reply')}
      {!isOn && isVisible(draft) && <span className="text-xs font-normal">({t('hasDraft')})</span>}
    </button>
  )
}
