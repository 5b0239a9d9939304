import { useUploadsOf } from '../attachments/useUploads.ts'
import { isVisible } from '../lib/visible.ts'
import { NO_ACTIONS } from '../macros/actions.ts'
import { useTranslations } from 'use-intl'
import { SendLaterMenu } from '../scheduledMessages/SendLaterMenu.tsx'
import { useSchedule } from '../scheduledMessages/useScheduledMessages.ts'
import { toast } from '../ui/toasts.tsx'
import { useThreadTicketQuery } from './messages.generated.ts'
import type { ComposerState } from './useComposer.ts'

/** Schedules what is written in the composer; the draft is cleared once the server has it. */
export const SendLaterButton = ({ composer }: { composer: ComposerState }) => {
  const t = useTranslations('scheduledMessages')
  const { ticketId, audience, text, scope, canSend, macros, change, box } = composer
  const { schedule, isScheduling } = useSchedule()
  const [{ data }] = useThreadTicketQuery({ variables: { ticketId } })
  const isTextOnly = useUploadsOf(scope).length === 0 && macros.actions === NO_ACTIONS

  const choose = async (at: Date) => {
    if (!isTextOnly || !isVisible(text)) return void toast(t('textOnly'), { tone: 'problem' })
    const input = { ticketId, body: text, audience, sendAt: at.toISOString(), basedOn: data?.ticket?.lastSeq } as const
    if (!(await schedule(input))) return
    // What was typed meanwhile is a new draft.
    if (box.current?.value === text) change('', 0)
    box.current?.focus()
  }
  return <SendLaterMenu isDisabled={!canSend || isScheduling} onChoose={(at) => void choose(at)} />
}
