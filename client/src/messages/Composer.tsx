import { CircleAlert, Hand } from 'lucide-react'
import { memo, useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { AttachmentTray } from '../attachments/AttachmentTray.tsx'
import { classes } from '../lib/classes.ts'
import type { Quote } from '../lib/quote.ts'
import { isStaff } from '../lib/roles.ts'
import { useShortcuts } from '../lib/shortcuts.ts'
import { useStable } from '../lib/useStable.ts'
import type { Mode } from '../lib/writingModes.ts'
import { ActionChips } from '../macros/ActionChips.tsx'
import { MacroPicker } from '../macros/MacroPicker.tsx'
import { MentionPicker } from '../notifications/MentionPicker.tsx'
import { RecoverOffer } from '../recording/RecoverOffer.tsx'
import { useWriting } from '../tickets/writing.ts'
import { Button } from '../ui/Button.tsx'
import { useViewer } from '../viewer/useViewer.ts'
import { AudienceMenu } from './AudienceMenu.tsx'
import { isTwoSided, LOOKS } from './audiences.ts'
import { ComposerBar } from './ComposerBar.tsx'
import { ComposerField } from './ComposerField.tsx'
import { ComposerQuote } from './ComposerQuote.tsx'
import { jumpToEnd } from './jump.ts'
import { ModeSwitch } from './ModeSwitch.tsx'
import { NewRepliesNotice } from './NewRepliesNotice.tsx'
import { useAudienceName } from './useAudienceName.ts'
import { useComposer } from './useComposer.ts'

type Props = {
  ticketId: string
  /** The highest seq that has been in sight. */
  seen: number
}

/** The composer: a reply to everyone or to one side and, for staff, an internal note. */
export const Composer = memo(({ ticketId, seen }: Props) => {
  const { viewer } = useViewer()
  const canNote = isStaff(viewer.role)
  const composer = useComposer({ ticketId, canNote, seen })
  const { mode, modes, sides, audience, isNote, scope, question, also, mentions, macros, send, write } = composer
  const readers = useAudienceName()(audience)
  const hasSides = sides !== undefined && (isTwoSided(sides) || composer.isUnreadable)
  useReachable(ticketId, write, composer.setQuote)
  useShortcuts(hasSides ? { '$mod+/': composer.cycle } : {})

  const leaveQuestion = () => {
    question.close()
    composer.focus()
  }
  const readReplies = () => {
    leaveQuestion()
    jumpToEnd()
  }
  return (
    <form
      className="border-t border-line bg-surface px-3 pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] tablet:px-5"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div className="mx-auto flex max-w-[45rem] flex-col gap-2">
        {hasSides ? (
          <AudienceMenu ticketId={ticketId} modes={modes} mode={mode} onChange={write} onChosen={composer.focus} />
        ) : (
          canNote && <ModeSwitch ticketId={ticketId} mode={mode} onChange={write} />
        )}
        {composer.isUnreadable && <Unreadable />}
        {also.mayClaim && composer.canSend && <ClaimOffer onSend={() => send('claim')} />}
        {question.asked.length > 0 && (
          <NewRepliesNotice
            messages={question.asked}
            onSend={() => send(question.meant)}
            onRead={readReplies}
            onLeave={leaveQuestion}
          />
        )}
        <div
          className={classes(
            'relative flex flex-col rounded-lg border border-control has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-offset-1 has-[textarea:focus-visible]:outline-focus',
            LOOKS[audience].box || 'bg-surface',
          )}
        >
          {macros.picker.isOpen && <MacroPicker picker={macros.picker} />}
          {mentions.isOpen && <MentionPicker picker={mentions} />}
          <RecoverOffer scope={scope} />
          <AttachmentTray scope={scope} isNote={isNote} readers={hasSides ? readers : undefined} />
          <ComposerQuote composer={composer} />
          <ComposerField composer={composer} />
          <ActionChips actions={macros.actions} onChange={macros.setActions} />
          <ComposerBar composer={composer} canNote={canNote} />
        </div>
      </div>
    </form>
  )
})

/** While somebody answers a ticket that is nobody's. */
const ClaimOffer = ({ onSend }: { onSend: () => void }) => {
  const t = useTranslations('messages')
  return (
    <div role="group" aria-label={t('unclaimedHint')} className="flex items-center gap-2 text-sm text-muted">
      <Hand aria-hidden className="size-3.5 shrink-0" />
      <span className="min-w-0 flex-1 truncate">{t('unclaimedHint')}</span>
      <Button size="sm" onPress={onSend}>
        {t('sendAndClaim')}
      </Button>
    </div>
  )
}

/** Says that those who were to read the message do not take part any more. */
const Unreadable = () => {
  const t = useTranslations('messages')
  return (
    <p role="alert" className="flex items-start gap-1.5 text-sm text-warn">
      <CircleAlert aria-hidden className="mt-0.5 size-3.5 shrink-0" />
      {t('noReaders')}
    </p>
  )
}

/** Page shortcuts focus the composer, even if they had to open the ticket first. */
const useReachable = (ticketId: string, onWrite: (mode: Mode) => void, onQuote: (quote: Quote) => void): void => {
  const write = useStable(onWrite)
  const quote = useStable(onQuote)
  useEffect(() => {
    const { wanted } = useWriting.getState()
    if (wanted) write(wanted)
    useWriting.setState({ composer: { ticketId, write, quote }, wanted: null })
    return () => useWriting.setState({ composer: null })
  }, [ticketId, write, quote])
}
