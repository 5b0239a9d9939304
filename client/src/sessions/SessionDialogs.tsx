import { useTranslations } from 'use-intl'
import { Dialog } from '../ui/Dialog.tsx'
import { CancelSession } from './CancelSession.tsx'
import { MoveSession } from './MoveSession.tsx'
import { ProposeTime } from './ProposeTime.tsx'
import { RecordOutcome } from './RecordOutcome.tsx'
import { ScheduleSession } from './ScheduleSession.tsx'
import { closeSessionDialog, useSessionDialog } from './sessionDialog.ts'

/** The dialogs about sessions; one is open at a time. */
export const SessionDialogs = () => {
  const t = useTranslations('sessions')
  const shown = useSessionDialog((state) => state.shown)
  if (!shown) return null
  if (shown.kind === 'cancel') return <CancelSession session={shown.session} />
  const titles = { schedule: t('schedule'), move: t('moveTitle'), propose: t('propose'), outcome: t('recordOutcome') }
  return (
    <Dialog title={titles[shown.kind]} isOpen onClose={closeSessionDialog}>
      {shown.kind === 'schedule' && <ScheduleSession ticketId={shown.ticketId} />}
      {shown.kind === 'move' && (
        <MoveSession ticketId={shown.ticketId} session={shown.session} startsAt={shown.startsAt} />
      )}
      {shown.kind === 'propose' && <ProposeTime session={shown.session} />}
      {shown.kind === 'outcome' && <RecordOutcome session={shown.session} />}
    </Dialog>
  )
}
