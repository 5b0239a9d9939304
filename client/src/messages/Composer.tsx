import { useEffect, useRef } from 'react'
import { AttachmentTray } from '../attachments/AttachmentTray.tsx'
import { classes } from '../lib/classes.ts'
import { isStaff } from '../lib/roles.ts'
import { ActionChips } from '../macros/ActionChips.tsx'
import { MacroPicker } from '../macros/MacroPicker.tsx'
import { MentionPicker } from '../notifications/MentionPicker.tsx'
import { RecoverOffer } from '../recording/RecoverOffer.tsx'
import { useWriting } from '../tickets/writing.ts'
import { useViewer } from '../viewer/useViewer.ts'
import { ComposerBar } from './ComposerBar.tsx'
import { ComposerField } from './ComposerField.tsx'
import type { Mode } from './drafts.ts'
import { jumpToEnd } from './jump.ts'
import { ModeSwitch } from './ModeSwitch.tsx'
import { NewRepliesNotice } from './NewRepliesNotice.tsx'
import { useComposer } from './useComposer.ts'

/** The composer: a reply to all participants or, for staff, an internal note. */
export const Composer = ({ ticketId }: { ticketId: string }) => {
  const { viewer } = useViewer()
  const canNote = isStaff(viewer.role)
  const composer = useComposer(ticketId, canNote)
  const { mode, isNote, scope, asked, mentions, macros, send, closeQuestion, write } = composer
  useReachable(ticketId, write)

  const readReplies = () => {
    closeQuestion()
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
        {canNote && <ModeSwitch ticketId={ticketId} mode={mode} onChange={write} />}
        {asked.length > 0 && (
          <NewRepliesNotice messages={asked} onSend={send} onRead={readReplies} onLeave={closeQuestion} />
        )}
        <div
          className={classes(
            'relative flex flex-col rounded-lg border border-control has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-offset-1 has-[textarea:focus-visible]:outline-focus',
            isNote ? 'bg-note text-note-text' : 'bg-surface',
          )}
        >
          {macros.picker.isOpen && <MacroPicker picker={macros.picker} />}
          {mentions.isOpen && <MentionPicker picker={mentions} />}
          <RecoverOffer scope={scope} />
          <AttachmentTray scope={scope} isNote={isNote} />
          <ComposerField composer={composer} />
          <ActionChips actions={macros.actions} onChange={macros.setActions} />
          <ComposerBar composer={composer} canNote={canNote} />
        </div>
      </div>
    </form>
  )
}

/** Page shortcuts focus the composer, even if they had to open the ticket first. */
const useReachable = (ticketId: string, write: (mode: Mode) => void): void => {
  const latest = useRef(write)
  useEffect(() => {
    latest.current = write
  })
  useEffect(() => {
    const { wanted } = useWriting.getState()
    if (wanted) latest.current(wanted)
    useWriting.setState({ composer: { ticketId, write: (mode) => latest.current(mode) }, wanted: null })
    return () => useWriting.setState({ composer: null })
  }, [ticketId])
}
