import { Lock, SendHorizontal } from 'lucide-react'
import { memo } from 'react'
import { useTranslations } from 'use-intl'
import { AttachButton } from '../attachments/AttachButton.tsx'
import { classes } from '../lib/classes.ts'
import { useStable } from '../lib/useStable.ts'
import { MacroButton } from '../macros/MacroButton.tsx'
import type { MacroFieldsFragment } from '../macros/macros.generated.ts'
import { RecordButton } from '../recording/RecordButton.tsx'
import { Button } from '../ui/Button.tsx'
import { Keys } from '../ui/Keys.tsx'
import { LOOKS } from './audiences.ts'
import { ChatSettings } from './ChatSettings.tsx'
import { EmojiButton } from './EmojiButton.tsx'
import { SendLaterButton } from './SendLaterButton.tsx'
import { useAudienceName } from './useAudienceName.ts'
import { isTooLong, LONGEST_MESSAGE, NEARLY_FULL } from './typing.ts'
import type { ComposerState } from './useComposer.ts'

/** The row below the composer's text: attach, record, macros, settings, send. */
export const ComposerBar = ({ composer, canNote }: { composer: ComposerState; canNote: boolean }) => {
  const t = useTranslations('messages')
  const { ticketId, audience, isNote, text, scope, enterSends, canSend, macros } = composer
  const { icon: Icon } = LOOKS[audience]
  const readers = useAudienceName()(audience)
  return (
    <div className="flex items-center gap-2 p-1 ps-2">
      <Tools
        scope={scope}
        ticketId={ticketId}
        canNote={canNote}
        onMacro={useStable(macros.insert)}
        onEmoji={useStable(composer.insert)}
      />
      <div className={classes('@container flex min-w-0 flex-1 items-center gap-1.5 text-xs', LOOKS[audience].text)}>
        {audience !== 'PARTICIPANTS' ? (
          // On a phone there is no room; the text box says it as well.
          <span className="hidden min-w-0 items-center gap-1.5 @min-[10rem]:flex">
            <Icon aria-hidden className="size-3 shrink-0" />
            <span className="truncate">{isNote ? t('noteSeen') : readers}</span>
          </span>
        ) : (
          <Hint text={text} enterSends={enterSends} />
        )}
      </div>
      <CharactersLeft text={text} />
      <span className="flex">
        <Button type="submit" variant="primary" size="sm" isDisabled={!canSend} className="rounded-e-none">
          {isNote ? <Lock aria-hidden className="size-3.5" /> : <SendHorizontal aria-hidden className="size-3.5" />}
          {isNote ? t('addNote') : t('send')}
        </Button>
        <SendLaterButton composer={composer} />
      </span>
    </div>
  )
}

type ToolsProps = {
  scope: string
  ticketId: string
  canNote: boolean
  onMacro: (macro: MacroFieldsFragment) => void
  onEmoji: (emoji: string) => void
}

/** What else goes into a message. It does not change while somebody types. */
const Tools = memo(({ scope, ticketId, canNote, onMacro, onEmoji }: ToolsProps) => (
  <>
    <AttachButton scope={scope} />
    <RecordButton scope={scope} />
    {canNote && <MacroButton ticketId={ticketId} onChoose={onMacro} />}
    <EmojiButton onPick={onEmoji} />
    <ChatSettings />
  </>
))

/** How to send by keyboard, while there is something to send. */
const Hint = ({ text, enterSends }: { text: string; enterSends: boolean }) => {
  const t = useTranslations('messages')
  return (
    <span
      className={classes(
        'hidden items-center gap-1.5 overflow-hidden whitespace-nowrap pointer-fine:tablet:flex',
        (text === '' || text.length >= NEARLY_FULL) && 'invisible',
      )}
    >
      <Keys keys={enterSends ? 'Enter' : 'Mod+Enter'} />
      {t('hintSend')}
      <span className="hidden items-center gap-1.5 @min-[16.5rem]:flex">
        <Keys keys={enterSends ? 'Shift+Enter' : 'Enter'} />
        {t('hintNewLine')}
      </span>
    </span>
  )
}

const CharactersLeft = ({ text }: { text: string }) => {
  const t = useTranslations('messages')
  if (text.length < NEARLY_FULL) return null
  return isTooLong(text) ? (
    <p role="alert" className="text-xs font-medium text-danger">
      {t('tooLong', { over: text.length - LONGEST_MESSAGE })}
    </p>
  ) : (
    <p role="status" className="text-xs text-muted">
      {t('lengthLeft', { left: LONGEST_MESSAGE - text.length })}
    </p>
  )
}
